namespace CareBot.BotFramework;

public interface IStatePropertyInfo
{
    string Name { get; }
}

/// <summary>One named value of the state that belongs to a turn; loads that state when it is first asked.</summary>
public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <param name="defaultValueFactory">Makes, and sets, the value where there is none.</param>
    Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default);

    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);

    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

public interface IPropertyManager
{
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}
