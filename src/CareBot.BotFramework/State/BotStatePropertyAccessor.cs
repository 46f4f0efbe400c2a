namespace CareBot.BotFramework;

internal sealed class BotStatePropertyAccessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
{
    public string Name => name;

    public async Task<T> GetAsync(
        ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default)
    {
        await state.LoadAsync(turnContext, false, cancellationToken);
        if (state.GetCachedState(turnContext)!.State.ContainsKey(name))
        {
            var value = await state.GetPropertyValueAsync<T>(turnContext, name, cancellationToken);
            if (value is not null || defaultValueFactory is null) return value;
        }

        if (defaultValueFactory is null) return default!;
        var made = defaultValueFactory();
        await SetAsync(turnContext, made, cancellationToken);
        return made;
    }

    public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default)
    {
        await state.LoadAsync(turnContext, false, cancellationToken);
        await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken);
    }

    public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await state.LoadAsync(turnContext, false, cancellationToken);
        await state.DeletePropertyValueAsync(turnContext, name, cancellationToken);
    }
}
