namespace CareBot.BotFramework;

/// <summary>A document of state that belongs to the turn: read once, changed in memory, written if its JSON changed.</summary>
public abstract class BotState : IPropertyManager
{
    private readonly IStorage _storage;
    private readonly string _turnStateKey;

    protected BotState(IStorage storage, string contextServiceKey)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        (_storage, _turnStateKey) = (storage, contextServiceKey);
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new BotStatePropertyAccessor<T>(this, name);
    }

    /// <returns>Null before the state was loaded in this turn.</returns>
    public CachedBotState? GetCachedState(ITurnContext turnContext) => turnContext.TurnState.Get<CachedBotState>(_turnStateKey);

    /// <param name="force">Reads again what this turn has read already, and forgets what it changed.</param>
    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        if (!force && GetCachedState(turnContext) is not null) return;
        var key = GetStorageKey(turnContext);
        var found = await _storage.ReadAsync([key], cancellationToken);
        found.TryGetValue(key, out var document);
        turnContext.TurnState.Set(_turnStateKey, new CachedBotState(document as IDictionary<string, object>));
    }

    /// <param name="force">Writes though nothing changed.</param>
    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        if (GetCachedState(turnContext) is not { } cached) return;
        var json = ProtocolJson.WriteDocument(cached.State);
        if (!force && !cached.DiffersFrom(json)) return;
        var document = cached.State as StateDocument;
        document?.Prepared = json;
        try
        {
            await _storage.WriteAsync(new Dictionary<string, object> { [GetStorageKey(turnContext)] = cached.State }, cancellationToken);
        }
        finally
        {
            document?.Prepared = null;
        }

        cached.StoredJson = json;
    }

    /// <summary>Empties the state; the next save writes it empty.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var cached = GetCachedState(turnContext) ?? new CachedBotState(new StateDocument { ETag = "*" });
        cached.State.Clear();
        cached.StoredJson = default;
        turnContext.TurnState.Set(_turnStateKey, cached);
        return Task.CompletedTask;
    }

    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        turnContext.TurnState.Remove(_turnStateKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    protected internal Task<T> GetPropertyValueAsync<T>(
        ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        var state = GetCachedState(turnContext)!.State;
        if (state.TryGetValue(propertyName, out var value))
        {
            if (value is T same and not StoredValue) return Task.FromResult(same);
            if (ProtocolJson.Convert<T>(value) is { } read)
            {
                // The object takes the place of its JSON, so that what the bot changes in it is saved.
                state[propertyName] = read;
                return Task.FromResult(read);
            }
        }

        return default(T) is null ? Task.FromResult(default(T)!) : throw new KeyNotFoundException(propertyName);
    }

    protected internal Task SetPropertyValueAsync(
        ITurnContext turnContext, string propertyName, object? value, CancellationToken cancellationToken = default)
    {
        GetCachedState(turnContext)!.State[propertyName] = value!;
        return Task.CompletedTask;
    }

    protected internal Task DeletePropertyValueAsync(
        ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        GetCachedState(turnContext)!.State.Remove(propertyName);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">The activity lacks what the key is made of.</exception>
    protected abstract string GetStorageKey(ITurnContext turnContext);

    /// <summary>The state of one turn, and its JSON as the store has it.</summary>
    public class CachedBotState
    {
        public CachedBotState(IDictionary<string, object>? state = null)
        {
            State = state ?? new StateDocument();
            StoredJson = State is StateDocument document ? document.Source : ProtocolJson.WriteDocument(State);
        }

        public IDictionary<string, object> State { get; set; }

        internal ReadOnlyMemory<byte> StoredJson { get; set; }

        internal bool DiffersFrom(byte[] json) => !StoredJson.Span.SequenceEqual(json);
    }
}
