namespace CareBot.Care.CheckIns;

/// <summary>The check-ins that count, oldest first: a corrected one is replaced by its correction, in the same place in time.</summary>
public sealed class CheckInHistory
{
    private readonly IReadOnlyList<Chain> _chains;

    private CheckInHistory(IReadOnlyList<Chain> chains) => _chains = chains;

    public static CheckInHistory Empty { get; } = new([]);

    /// <summary>What counts today, oldest first.</summary>
    public IEnumerable<CheckInRecord> Current => _chains.Select(chain => chain.Newest);

    /// <param name="records">Of one patient and protocol, in any order, with or without those that were corrected.</param>
    public static CheckInHistory Of(IEnumerable<CheckInRecord> records)
    {
        if (records is IReadOnlyCollection<CheckInRecord> { Count: 0 })
        {
            return Empty;
        }

        var byId = records.GroupBy(record => record.CheckIn.Id).ToDictionary(group => group.Key, group => group.First());
        var chains = byId.Values
            .GroupBy(record => Root(record.CheckIn, byId))
            .Select(chain => new Chain(chain.Key, [.. chain.OrderBy(record => record.JudgedAt).ThenBy(record => record.CheckIn.Id, StringComparer.Ordinal)]))
            .OrderBy(chain => chain.First.Date).ThenBy(chain => chain.First.SubmittedAt).ThenBy(chain => chain.Root, StringComparer.Ordinal);
        return new([.. chains]);
    }

    /// <summary>What counts in the place of this entry: itself or its newest correction; null when the entry is not here.</summary>
    public CheckInRecord? Find(string? id) =>
        _chains.FirstOrDefault(chain => chain.Versions.Any(version => version.CheckIn.Id == id))?.Newest;

    /// <summary>The same with one more record.</summary>
    public CheckInHistory With(CheckInRecord record) => Of(_chains.SelectMany(chain => chain.Versions).Append(record));

    /// <summary>What stood on the chart before this check-in; before the one it corrects, when it corrects one.</summary>
    public CheckInHistory Before(CheckIn checkIn)
    {
        var own = _chains.FirstOrDefault(chain => chain.Holds(checkIn));
        var (date, submittedAt, root) = own is null ? (checkIn.Date, checkIn.SubmittedAt, checkIn.Id) : own.Place;
        return new([.. _chains.Where(chain => chain != own && chain.IsBefore(date, submittedAt, root))]);
    }

    /// <summary>What counts and comes after this check-in, oldest first.</summary>
    public IEnumerable<CheckInRecord> After(CheckIn checkIn)
    {
        var own = _chains.First(chain => chain.Holds(checkIn));
        return _chains.SkipWhile(chain => chain != own).Skip(1).Select(chain => chain.Newest);
    }

    private static string Root(CheckIn checkIn, Dictionary<string, CheckInRecord> byId)
    {
        if (checkIn.Amends is null)
            return checkIn.Id;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(checkIn.Id) && checkIn.Amends is { } amended && byId.TryGetValue(amended, out var earlier))
            checkIn = earlier.CheckIn;
        return checkIn.Id;
    }

    private sealed record Chain(string Root, IReadOnlyList<CheckInRecord> Versions)
    {
        public CheckIn First { get; } = Versions.First(version => version.CheckIn.Id == Root).CheckIn;

        // Nobody has corrected it; of two corrections of the same entry the later one counts.
        public CheckInRecord Newest { get; } =
            Versions.LastOrDefault(version => Versions.All(other => other.CheckIn.Amends != version.CheckIn.Id)) ?? Versions[^1];

        public (DateOnly Date, DateTimeOffset SubmittedAt, string Root) Place => (First.Date, First.SubmittedAt, Root);

        public bool Holds(CheckIn checkIn) =>
            Versions.Any(version => version.CheckIn.Id == checkIn.Id || version.CheckIn.Id == checkIn.Amends);

        public bool IsBefore(DateOnly date, DateTimeOffset submittedAt, string root) =>
            (First.Date, First.SubmittedAt).CompareTo((date, submittedAt)) is var order
            && (order < 0 || (order == 0 && string.CompareOrdinal(Root, root) < 0));
    }
}
