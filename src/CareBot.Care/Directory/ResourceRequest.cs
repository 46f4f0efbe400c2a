namespace CareBot.Care.ResourceDirectory;

/// <summary>What somebody looks for, as it was understood. Says nothing about who they are.</summary>
public sealed record ResourceRequest
{
    /// <summary>Ids of <see cref="NeedVocabulary"/>, in the order in which they were said.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Folded words of the person's own that carry meaning.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Those of <see cref="Words"/> by which a need was told.</summary>
    public IReadOnlySet<string> Meant { get; init; } = System.Collections.Immutable.ImmutableHashSet<string>.Empty;

    public NearTo? Near { get; init; }

    /// <summary>A place was named that is not known here, in folded words; null otherwise.</summary>
    public string? UnknownPlace { get; init; }

    /// <summary>Several towns of the name that was said, as to say them, where none is near: somebody has to choose. Empty otherwise.</summary>
    public IReadOnlyList<string> Towns { get; init; } = [];

    /// <summary>ISO codes of languages that were asked for.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>When it has to be open; null for any time.</summary>
    public WantedTime? When { get; init; }

    public bool MustBeFree { get; init; }

    public bool NeedsStepFree { get; init; }

    /// <summary>By telephone or online rather than in a place.</summary>
    public bool WantsVirtual { get; init; }

    /// <summary>Without an appointment.</summary>
    public bool WantsWalkIn { get; init; }

    /// <summary>Years, of whom it is for.</summary>
    public int? Age { get; init; }

    /// <summary>Nothing was understood that could be looked for.</summary>
    public bool IsEmpty => Needs.Count == 0 && Words.Count == 0;
}

/// <summary>Where it should be near.</summary>
/// <param name="Name">As to say it: a ZIP, a city, a county.</param>
/// <param name="Zips">The ZIP codes that are in it.</param>
/// <param name="City">Where it is, for areas that services name; empty when that is not known.</param>
/// <param name="ReachKilometres">Half the way at which near becomes far.</param>
public sealed record NearTo(string Name, double Latitude, double Longitude, string City, string County, string State, IReadOnlyList<string> Zips, double ReachKilometres, string TimeZone)
{
    /// <summary>The middles of its ZIP codes where they lie so far apart that one middle of all of them would tell nobody how far anything is; empty otherwise.</summary>
    public IReadOnlyList<(double Latitude, double Longitude)> Middles { get; init; } = [];

    /// <summary>A large city or a county: how far something in it is from somebody in it is not known.</summary>
    public bool IsWide => Middles.Count > 0;

    /// <summary>Kilometres from a point in degrees; of a wide place from the nearest of its ZIP codes.</summary>
    public double Kilometres(double latitude, double longitude) =>
        IsWide ? Middles.Min(middle => Places.Distance(middle.Latitude, middle.Longitude, latitude, longitude)) : Places.Distance(Latitude, Longitude, latitude, longitude);
}

/// <summary>A wish for opening hours.</summary>
/// <param name="Now">At this moment.</param>
/// <param name="Day">On this day of the week; null for today.</param>
/// <param name="Time">At this local time, or from it on where <paramref name="Until"/> is given; null for any.</param>
/// <param name="DaysAhead">So many days from today.</param>
/// <param name="Until">Up to this local time; midnight is the end of the day.</param>
/// <param name="Days">On any of so many days from the first one on.</param>
public sealed record WantedTime(bool Now, DayOfWeek? Day, TimeOnly? Time, int DaysAhead = 0, TimeOnly? Until = null, int Days = 1);
