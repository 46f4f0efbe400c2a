using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>
/// The questionnaires that can be asked: those that ship, and those that were imported. Whatever version was once begun stays loadable,
/// because it is kept in the store when somebody begins it.
/// </summary>
public sealed class QuestionnaireLibrary(IRecordStore store, ShippedInstruments shipped)
{
    private const string Table = "questionnaires";
    private const string Partition = "kept";

    private readonly ConcurrentDictionary<string, Instrument> _loaded = new(shipped.All.ToDictionary(one => one.Questionnaire.Canonical));
    private readonly ConcurrentDictionary<string, bool> _kept = new();

    /// <summary>The instrument under this canonical, of whatever day; null when nobody ever had it.</summary>
    public async Task<Instrument?> FindAsync(string canonical, CancellationToken cancellationToken)
    {
        if (_loaded.TryGetValue(canonical, out var known))
        {
            return known;
        }

        var found = await store.FindAsync(Table, Partition, [CauseId.Of(canonical)], cancellationToken);
        return found.Count == 0 ? null : _loaded.GetOrAdd(canonical, Compile(found[0].Json));
    }

    /// <summary>The same without a look into the store: what ships, and what was met since the start.</summary>
    public Instrument? Loaded(string canonical) => _loaded.GetValueOrDefault(canonical);

    /// <exception cref="InvalidOperationException">It was never kept.</exception>
    public async Task<Instrument> OpenAsync(string canonical, CancellationToken cancellationToken) =>
        await FindAsync(canonical, cancellationToken) ?? throw new InvalidOperationException("A response names a questionnaire that nobody kept.");

    /// <summary>Everything that can be begun now: what ships and what was imported, the newest of each name.</summary>
    public async Task<IReadOnlyList<Instrument>> AllAsync(CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(Table, Partition, new KeyRange(), RecordLimits.PageSize, null, cancellationToken);
        var imported = page.Records.Select(record => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.KeptQuestionnaire)!).Where(kept => kept.Imported is not null)
            .GroupBy(kept => kept.Name).Select(versions => versions.MaxBy(kept => kept.Imported)!);
        var all = shipped.All.ToList();
        foreach (var kept in imported.Where(kept => shipped.All.All(own => own.Name != kept.Name)))
        {
            all.Add(_loaded.GetOrAdd(kept.Canonical, _ => Compile(kept)));
        }

        return all;
    }

    /// <summary>The instrument of this name; null when there is none.</summary>
    public async Task<Instrument?> NamedAsync(string name, CancellationToken cancellationToken) =>
        shipped.All.FirstOrDefault(one => one.Name == name) ?? (await AllAsync(cancellationToken)).FirstOrDefault(one => one.Name == name);

    /// <summary>Keeps a version that is being begun, so that it can be gone on with whatever ships next.</summary>
    public async Task KeepAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        if (_kept.ContainsKey(instrument.Questionnaire.Canonical))
        {
            return;
        }

        var kept = Kept(instrument, shipped.MeaningOf(instrument.Name), null);
        // Somebody else may have kept it: then it is there.
        await store.CommitAsync(Table, Partition, [new RecordChange.Insert(CauseId.Of(kept.Canonical), JsonSerializer.SerializeToUtf8Bytes(kept, CareJson.Default.KeptQuestionnaire))], cancellationToken);
        _kept[instrument.Questionnaire.Canonical] = true;
    }

    /// <summary>Takes a questionnaire in, so that it can be asked.</summary>
    public async Task ImportAsync(Questionnaire questionnaire, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = Kept(new Instrument(questionnaire, null), null, now);
        await store.CommitAsync(Table, Partition, [new RecordChange.Put(CauseId.Of(kept.Canonical), JsonSerializer.SerializeToUtf8Bytes(kept, CareJson.Default.KeptQuestionnaire))], cancellationToken);
        _loaded.TryRemove(kept.Canonical, out _);
    }

    private static KeptQuestionnaire Kept(Instrument instrument, string? meaning, DateTimeOffset? imported) => new()
    {
        Canonical = instrument.Questionnaire.Canonical,
        Name = instrument.Name,
        Licence = instrument.Questionnaire.Licence,
        Questionnaire = instrument.Questionnaire.Source.ToJsonString(),
        Interpretation = meaning,
        Imported = imported,
    };

    private Instrument Compile(ReadOnlyMemory<byte> json) => Compile(JsonSerializer.Deserialize(json.Span, CareJson.Default.KeptQuestionnaire)!);

    private Instrument Compile(KeptQuestionnaire kept)
    {
        var questionnaire = Questionnaire.Load(Encoding.UTF8.GetBytes(kept.Questionnaire), kept.Name, kept.Licence);
        // The version that was given at import is part of the canonical, also where the file has none.
        var (url, version) = (kept.Canonical[..kept.Canonical.LastIndexOf('|')], kept.Canonical[(kept.Canonical.LastIndexOf('|') + 1)..]);
        questionnaire = questionnaire with { Url = url, Version = version };
        return new Instrument(questionnaire, kept.Interpretation is { } meaning ? Interpretation.Load(Encoding.UTF8.GetBytes(meaning), kept.Name, questionnaire) : shipped.Safety.For(questionnaire));
    }
}

/// <summary>A questionnaire in the store.</summary>
public sealed record KeptQuestionnaire
{
    public string Kind { get; init; } = "questionnaire";

    public int V { get; init; } = 1;

    public required string Canonical { get; init; }

    public required string Name { get; init; }

    public required string Licence { get; init; }

    /// <summary>The FHIR resource, as JSON.</summary>
    public required string Questionnaire { get; init; }

    /// <summary>What its answers mean, as JSON; null where nobody has said so.</summary>
    public string? Interpretation { get; init; }

    /// <summary>When it was imported; null for one that ships.</summary>
    public DateTimeOffset? Imported { get; init; }
}

/// <summary>The instruments that ship with the content, read and cross-checked at start.</summary>
public sealed class ShippedInstruments(IReadOnlyList<Instrument> all, IReadOnlyDictionary<string, string> meanings, SafetyCodes safety)
{
    /// <summary>What is asked with care in a questionnaire that was imported.</summary>
    public SafetyCodes Safety => safety;

    public IReadOnlyList<Instrument> All => all;

    /// <summary>The interpretation as its file says it; null where there is none.</summary>
    public string? MeaningOf(string name) => meanings.GetValueOrDefault(name);
}
