using System.Globalization;

namespace CareBot.Care.Caseload;

/// <summary>Which patients of a caseload are meant, in which order, and how many of them.</summary>
/// <param name="Groups">All of them hold; of each, any.</param>
public sealed record CaseloadFilter(IReadOnlyList<IReadOnlyList<CaseloadTerm>> Groups)
{
    public static CaseloadFilter All { get; } = new([]);

    /// <summary>Another order than that of attention; null for that.</summary>
    public CaseloadOrder? Order { get; init; }

    /// <summary>Only so many, the first; null for all.</summary>
    public int? Top { get; init; }

    public bool IsAll => Groups.Count == 0 && Order is null && Top is null;

    /// <summary>Whether a patient is meant, as they stand now.</summary>
    public bool Holds(CaseloadRow row, DateTimeOffset now) => Groups.All(any => any.Any(term => term.Holds(row, now)));

    /// <summary>Those who are meant, in the order that is wanted.</summary>
    /// <param name="rows">In the order of attention, which decides between equals.</param>
    /// <param name="now">The instant at which it is asked.</param>
    public IReadOnlyList<CaseloadRow> Of(IEnumerable<CaseloadRow> rows, DateTimeOffset now)
    {
        var meant = rows.Where(row => Holds(row, now));
        meant = Order is { } order ? order.By(meant, now) : meant;
        return [.. Top is { } most ? meant.Take(most) : meant];
    }

    /// <summary>In short, for machines: <c>zone=red|zone=yellow &amp; age>65</c>; empty for everybody.</summary>
    public override string ToString() => string.Join(' ', ((string?[])
    [
        Groups.Count == 0 ? null : string.Join(" & ", Groups.Select(any => string.Join('|', any))),
        Order is { } order ? $"sort={order}" : null,
        Top is { } top ? string.Create(CultureInfo.InvariantCulture, $"top={top}") : null,
    ]).OfType<string>());
}

/// <summary>An order of patients.</summary>
/// <param name="Key">What is compared.</param>
/// <param name="Instrument">The questionnaire of <see cref="CaseloadKey.Score"/>.</param>
public sealed record CaseloadOrder(CaseloadKey Key, string? Instrument = null)
{
    /// <summary>Whoever has nothing to compare comes last.</summary>
    public IEnumerable<CaseloadRow> By(IEnumerable<CaseloadRow> rows, DateTimeOffset now) => Key switch
    {
        CaseloadKey.Name => rows.OrderBy(row => row.Name.Family, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Name.Given, StringComparer.OrdinalIgnoreCase),
        CaseloadKey.Age => rows.OrderBy(row => row.BornOn ?? DateOnly.MaxValue),
        CaseloadKey.Youngest => rows.OrderByDescending(row => row.BornOn ?? DateOnly.MinValue),
        CaseloadKey.Minutes => rows.OrderBy(row => CaseloadTerm.Worked.ThisMonth(row, now)),
        CaseloadKey.LastCheckIn => rows.OrderBy(row => row.Standing?.LastCheckIn ?? DateOnly.MinValue),
        CaseloadKey.Discharge => rows.OrderByDescending(row => row.DischargedOn ?? DateOnly.MinValue),
        _ => rows.OrderByDescending(row => row.Scores.FirstOrDefault(score => score.Instrument == Instrument)?.Total ?? decimal.MinValue),
    };

    public override string ToString() => Instrument is null ? Key.ToString().ToLowerInvariant() : $"score:{Instrument}";
}

public enum CaseloadKey
{
    Name,

    /// <summary>The oldest first.</summary>
    Age,

    /// <summary>The youngest first.</summary>
    Youngest,

    /// <summary>The fewest first.</summary>
    Minutes,

    /// <summary>The longest ago first.</summary>
    LastCheckIn,

    /// <summary>The newest first.</summary>
    Discharge,

    /// <summary>The highest first.</summary>
    Score,
}
