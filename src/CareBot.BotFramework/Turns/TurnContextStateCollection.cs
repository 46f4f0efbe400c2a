namespace CareBot.BotFramework;

/// <summary>What the parts of a turn hand each other, by key or by type. Disposing it disposes what it holds.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    public TurnContextStateCollection()
        : base(StringComparer.Ordinal)
    {
    }

    /// <returns>Null where the key is missing, or holds another type.</returns>
    public T? Get<T>(string key)
        where T : class => TryGetValue(key, out var value) ? value as T : null;

    public T? Get<T>()
        where T : class => Get<T>(Key<T>.Name);

    /// <exception cref="ArgumentException">The key is taken.</exception>
    public void Add<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    public void Add<T>(T value)
        where T : class => Add(Key<T>.Name, value);

    /// <summary>Replaces; null removes.</summary>
    public void Set<T>(string key, T? value)
        where T : class
    {
        if (value is null) Remove(key);
        else this[key] = value;
    }

    public void Set<T>(T? value)
        where T : class => Set(Key<T>.Name, value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var held in Values.OfType<IDisposable>().Where(held => held != this)) held.Dispose();
    }

    private static class Key<T>
    {
        public static readonly string Name = typeof(T).FullName!;
    }
}
