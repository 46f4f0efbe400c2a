namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// How well a service fits besides its words, as factors: near, in the right language, open, for the right age. Nothing is struck out for
/// one of these alone: a listing may be wrong about itself, and the only help there is may be far.
/// </summary>
internal sealed class Fitting(ResourceRequest request, NeedVocabulary needs, Places places, int city, DateTimeOffset now, string usualZone)
{
    private const double MostForHours = 1.3;
    private const double ClosedThen = 0.45;
    private const double NobodySaysWhen = 0.75;
    private const double AsksForPapers = 0.4;
    private const double RightLanguage = 1.25;
    private const double IsFree = 1.12;
    private const double IsStepFree = 1.1;
    private const double IsVirtual = 1.15;
    private const double IsWalkIn = 1.12;
    private const double ForOthers = 0.75;
    private const double ForTheWrongOnes = 0.6;
    private const double OutOfArea = 0.45;
    private const double Farthest = 0.15;
    private const double Nowhere = 0.55;

    private readonly ulong _languages = request.Languages.Select(LanguageNames.Bit).Where(bit => bit >= 0).Aggregate(0UL, (set, bit) => set | (1UL << bit));
    private readonly double _narrowing = request.Near is { } middle ? Math.Cos(double.DegreesToRadians(middle.Latitude)) : 1;
    private readonly uint _asked = needs.AudienceOf(request.Needs);
    private readonly uint _others = needs.AudienceOf(needs.Audiences.Where(need => need.Restricts).Select(need => need.Id));
    private readonly uint _wrong = needs.AudienceOf(needs.Audiences.Where(need => need.Opposes.Any(request.Needs.Contains)).Select(need => need.Id));
    private readonly uint _cautious = needs.CautiousOf(request.Needs);
    private readonly Dictionary<string, bool?> _covered = new(StringComparer.Ordinal);
    private readonly HashSet<int> _zips = request.Near is { Zips.Count: > 1 } near ? [.. near.Zips.Select(int.Parse)] : [];

    /// <summary>The largest factor that hours can give for this request.</summary>
    public double MostByHours { get; } = request.When is null ? 1 : MostForHours;

    /// <summary>The largest factor that a service can get for this request: what its words cannot reach with it needs no further look.</summary>
    public double Most { get; } = (request.When is null ? 1 : MostForHours) * (request.Languages.Count > 0 ? RightLanguage : 1) * (request.MustBeFree ? IsFree : 1)
        * (request.NeedsStepFree ? IsStepFree : 1) * (request.WantsVirtual ? IsVirtual : 1) * (request.WantsWalkIn ? IsWalkIn : 1);

    /// <summary>Kilometres to the nearest site; 0 inside the city or county that was named; null when nothing is known.</summary>
    public double? Distance(ReadOnlySpan<IndexedSite> sites)
    {
        if (request.Near is not { } near || sites.Length == 0)
            return null;
        var nearest = double.MaxValue;
        foreach (var site in sites)
            nearest = Math.Min(nearest, site.City == city || _zips.Contains(site.Zip) ? 0 : Roughly(near, site));
        return nearest;
    }

    private double Roughly(NearTo near, IndexedSite site)
    {
        if (!near.IsWide)
            return Places.Roughly(near.Latitude, near.Longitude, site.Latitude, site.Longitude, _narrowing);
        var nearest = double.MaxValue;
        foreach (var (latitude, longitude) in near.Middles)
            nearest = Math.Min(nearest, Places.Roughly(latitude, longitude, site.Latitude, site.Longitude, _narrowing));
        return nearest;
    }

    public double Place(double? kilometres, IndexedListing service)
    {
        if (request.Near is not { } near)
            return 1;
        if (kilometres is not { } far)
            return Nowhere;
        var part = far / near.ReachKilometres;
        var factor = Farthest + ((1 - Farthest) / (1 + Math.Pow(part, 1.5)));
        if (IsForOthers(service))
            factor *= OutOfArea;
        // A hotline helps from anywhere.
        return service.Traits.HasFlag(ServiceTraits.Virtual) ? Math.Max(factor, Nowhere) : factor;
    }

    /// <summary>Meant for people of other places, or too far for most: it comes after what is near and serves the person. Whoever asks for a telephone line does not have to get there.</summary>
    public bool IsElsewhere(double? kilometres, IndexedListing service) =>
        IsForOthers(service) || (kilometres > needs.NearKilometres && !(request.WantsVirtual && service.Traits.HasFlag(ServiceTraits.Virtual)));

    /// <summary>Every area that it names is known, and none of them is the person's.</summary>
    private bool IsForOthers(IndexedListing service)
    {
        if (request.Near is not { } near || service.Areas.Count == 0)
            return false;
        foreach (var area in service.Areas)
        {
            if (!_covered.TryGetValue(area, out var covers))
                _covered[area] = covers = ServiceAreas.Covers(area, near, places);
            if (covers is not false)
                return false;
        }

        return true;
    }

    public double Person(IndexedListing service)
    {
        var factor = 1.0;
        if (_languages != 0)
            factor *= (service.Languages & _languages) != 0 ? RightLanguage : service.Traits.HasFlag(ServiceTraits.Interpreters) ? 1.08 : 0.8;
        if (request.MustBeFree)
            factor *= service.Traits.HasFlag(ServiceTraits.Free) ? IsFree : service.Traits.HasFlag(ServiceTraits.SaysCost) ? 0.93 : 1;
        if (request.NeedsStepFree)
            factor *= service.Traits.HasFlag(ServiceTraits.StepFree) ? IsStepFree : 0.95;
        if (request.WantsVirtual)
            factor *= service.Traits.HasFlag(ServiceTraits.Virtual) ? IsVirtual : 0.9;
        if (request.Age is { } age && (age < service.MinimumAge || age > service.MaximumAge))
            factor *= 0.5;
        if (request.WantsWalkIn && service.Traits.HasFlag(ServiceTraits.WalkIn))
            factor *= IsWalkIn;
        if (service.Audience != 0 && (service.Audience & _asked) == 0)
            factor *= (service.Audience & _wrong) != 0 ? ForTheWrongOnes : (service.Audience & _others) != 0 ? ForOthers : 1;
        if ((service.Avoided & _cautious) != 0)
            factor *= AsksForPapers;
        return service.Traits.HasFlag(ServiceTraits.Closed) ? factor * 0.5 : factor;
    }

    /// <summary>Whether it is open when it is wanted; null where nobody says, or no time is wanted.</summary>
    public bool? IsOpen(IndexedListing service) => request.When is { } when ? WantedHours.IsOpen(service.Hours, service.TimeZone ?? usualZone, when, now) : null;

    /// <param name="isOpen">What <see cref="IsOpen"/> says.</param>
    public double Hours(bool? isOpen) => request.When is null ? 1 : isOpen switch
    {
        true => MostForHours,
        false => ClosedThen,
        null => NobodySaysWhen,
    };

    /// <summary>So far away that it is no help; a hotline helps from anywhere.</summary>
    public bool IsTooFar(double? kilometres, IndexedListing service) => kilometres > needs.FarthestKilometres && !service.Traits.HasFlag(ServiceTraits.Virtual);
}
