using CareBot.Care.ResourceDirectory;

namespace CareBot.Dialogs.FindResource;

/// <summary>A listing as it is shown: with what was learned of it, for whom it was looked up, and in which zone its hours are.</summary>
public sealed record ListingView(Listing Listing, ListingStanding Standing, ResourceRequest Request, string TimeZone)
{
    /// <summary>The ids of the needs that it meets.</summary>
    public IReadOnlySet<string> Met { get; init; } = System.Collections.Immutable.ImmutableHashSet<string>.Empty;

    /// <summary>The practice's days off: on those others may be shut, too.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>What is farther away helps by telephone: how far says nothing.</summary>
    public decimal FarthestMiles { get; init; } = decimal.MaxValue;
}

/// <summary>How a listing is said. What the provider wrote stays in the provider's words.</summary>
public sealed class ListingWords(Places places, NeedVocabulary needs)
{
    private const int LongestWords = 280;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(60);

    /// <summary>One of three: name, open or not, how far, what it costs, who is spoken with, what to bring, and the number.</summary>
    public string Brief(int number, ListingView view, Talk talk)
    {
        var listing = view.Listing;
        List<string?> facts = [Open(view, talk), Far(view, talk), Cost(listing, talk), Speaks(view, talk)];
        List<string?> lines =
        [
            $"**{number}. {Title(listing)}**",
            string.Join(" · ", facts.OfType<string>()),
            Where(listing, talk),
            IsForOthers(view) ? talk.Say("resource.area", ("words", Cut(Areas(listing)))) : null,
            listing.Documents.Count > 0 ? talk.Say("resource.bring", ("papers", Sentence(listing.Documents))) : null,
            Warning(view, talk),
        ];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }

    /// <summary>Everything about one.</summary>
    public string Full(ListingView view, Talk talk)
    {
        var listing = view.Listing;
        List<string?> lines =
        [
            $"**{Title(listing)}**",
            Cut(listing.Description),
            listing.Alert is { } alert ? talk.Say("resource.alert", ("words", Cut(alert))) : null,
            string.Join(" · ", new[] { Open(view, talk), Far(view, talk) }.OfType<string>()),
            // A list ends with an empty line, or what follows is read as part of its last point.
            Week(view, talk) is { Length: > 0 } week ? week + '\n' : null,
            Where(listing, talk),
            listing.Sites.Select(site => site.Transportation).OfType<string>().FirstOrDefault() is { } way ? talk.Say("resource.getThere", ("words", Cut(way))) : null,
            Access(listing, talk),
            listing.Fees is { } fees ? talk.Say("resource.cost", ("cost", Cut(fees))) : null,
            Speaks(view, talk),
            listing.Eligibility is { } who ? talk.Say("resource.who", ("words", Cut(who))) : null,
            Ages(listing, talk),
            Areas(listing) is { Length: > 0 } areas ? talk.Say("resource.area", ("words", Cut(areas))) : null,
            listing.ApplicationProcess is { } how ? talk.Say("resource.apply", ("words", Cut(how))) : null,
            listing.Documents.Count > 0 ? talk.Say("resource.bring", ("papers", Sentence(listing.Documents))) : null,
            listing.WaitTime is { } wait ? talk.Say("resource.wait", ("words", Cut(wait))) : null,
            Warning(view, talk),
            Checked(listing, talk),
            view.Standing.LastReceived is { } last ? talk.Say("resource.lastReceived", ("date", Day(last, view.TimeZone))) : null,
        ];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }

    /// <summary>Why these: what of the request they were chosen by, and of which of them it is true where not of all; null when only the words count.</summary>
    public string? Why(IReadOnlyList<ListingView> views, ResourceRequest request, Talk talk)
    {
        List<(string Reason, Func<ListingView, bool> IsTrue)> reasons =
        [
            .. request.Needs.Select(id => (talk.Say($"need.{id}"), (Func<ListingView, bool>)(view => view.Met.Any(met => needs.Meets(met, id))))),
            .. request.Near is { } near ? [(talk.Say("resource.why.near", ("place", near.Name)), view => Kilometres(view) <= needs.NearKilometres)] : Array.Empty<(string, Func<ListingView, bool>)>(),
            .. request.Languages.Select(code => (LanguageName(code, talk), (Func<ListingView, bool>)(view => Languages(view.Listing).Contains(code)))),
            .. request.When is not null ? [(talk.Say(request.When.Now ? "resource.why.openNow" : "resource.why.open"), view => IsOpen(view, talk) is true)] : Array.Empty<(string, Func<ListingView, bool>)>(),
            .. request.MustBeFree ? [(talk.Say("resource.free"), view => IsFree(view.Listing))] : Array.Empty<(string, Func<ListingView, bool>)>(),
        ];
        var said = reasons.Select(one => Of(one.Reason, [.. views.Select((view, index) => (view, Number: index + 1)).Where(pair => one.IsTrue(pair.view)).Select(pair => $"{pair.Number}")])).OfType<string>().ToList();
        return said.Count == 0 ? null : talk.Say("resource.why", ("reasons", string.Join(" · ", said)));

        string? Of(string reason, IReadOnlyList<string> numbers) => numbers.Count == views.Count ? reason : numbers.Count == 0 ? null : $"{reason} ({string.Join(", ", numbers)})";
    }

    /// <summary>Whether it is open when it is wanted; null when nobody says, or no time is wanted.</summary>
    public static bool? IsOpen(ListingView view, Talk talk) => view.Request.When is { } when ? WantedHours.IsOpen(Hours(view.Listing), view.TimeZone, when, talk.Now) : null;

    /// <summary>When it opens first from the wished time on; null when nobody says.</summary>
    public static DateTimeOffset? OpensFrom(ListingView view, Talk talk) => view.Request.When is { } when ? WantedHours.NextFrom(Hours(view.Listing), view.TimeZone, when, talk.Now) : null;

    /// <summary>When it opens next; null while it is open, and when nobody says.</summary>
    private static DateTimeOffset? NextOpening(ListingView view, Talk talk) => HoursRules.At(Hours(view.Listing), view.TimeZone, talk.Now) is OpenState.Closed { Next: { } next } ? next : null;

    private static bool IsFree(Listing listing) => listing.Costs.Any(cost => cost.Amount == 0) || listing.Fees?.Equals("free", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What a text message would hold.</summary>
    public static string Copy(Listing listing) =>
        string.Join(", ", new[] { listing.Name, Address(listing.Sites.Count > 0 ? listing.Sites[0] : null), Phone(listing) }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Buttons that call, and that open a map.</summary>
    public static IReadOnlyList<(string Label, string Address)> Links(Listing listing, Talk talk)
    {
        var links = new List<(string, string)>();
        if (Phone(listing) is { } phone)
        {
            links.Add((talk.Say("resource.call", ("phone", phone)), $"tel:{string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'))}"));
        }

        if (listing.Sites.FirstOrDefault(site => site.Type == "physical") is { } site && Address(site) is { Length: > 0 } address)
        {
            links.Add((talk.Say("resource.map"), $"https://www.openstreetmap.org/search?query={Uri.EscapeDataString(address)}"));
        }

        return links;
    }

    public static string Title(Listing listing) =>
        listing.ProviderName is { } provider && !listing.Name.Contains(provider, StringComparison.OrdinalIgnoreCase) ? $"{listing.Name}, {provider}" : listing.Name;

    /// <summary>How it stands with its hours when it is wanted; now, where no other time is.</summary>
    private static string? Open(ListingView view, Talk talk)
    {
        if (Wanted(view, talk) is { } opening && opening.Opens != opening.Closes)
        {
            return talk.Say("resource.openOn", ("day", opening.Day), ("from", opening.Opens), ("to", opening.Closes));
        }

        var now = OpenNow(view, talk);
        return view.Request.When is not { Now: false } || IsOpen(view, talk) is not false ? now
            : NextOpening(view, talk) is { } next ? talk.Say("resource.closedThenOpens", ("when", talk.When(next, view.TimeZone)))
            : $"{talk.Say("resource.closedThen")} · {now}";
    }

    private static Opening? Wanted(ListingView view, Talk talk) => view.Request.When is { Now: false } when ? WantedHours.Find(Hours(view.Listing), view.TimeZone, when, talk.Now) : null;

    private static string? OpenNow(ListingView view, Talk talk)
    {
        var hours = Hours(view.Listing);
        return HoursRules.At(hours, view.TimeZone, talk.Now) switch
        {
            OpenState.Open { Until: null } => talk.Say("resource.openAlways"),
            OpenState.Open { Until: { } until } when until - talk.Now <= Soon => talk.Say("resource.closesSoon", ("minutes", (int)Math.Ceiling((until - talk.Now).TotalMinutes))),
            OpenState.Open { Until: { } until } => talk.Say("resource.openUntil", ("time", Time(until, view.TimeZone, talk))),
            OpenState.Closed { Next: { } next } => talk.Say("resource.opensNext", ("when", talk.When(next, view.TimeZone))),
            OpenState.Closed => talk.Say("resource.closedNow"),
            OpenState.Expired => talk.Say("resource.hoursOld"),
            _ => talk.Say("resource.hoursUnknown"),
        };
    }

    /// <summary>How far it is, as far as that is known: from a large city only that it is in it, or how far from it; of a place of which only the ZIP code is known, that it is the same.</summary>
    private string? Far(ListingView view, Talk talk)
    {
        if (view.Request.Near is not { } near || Kilometres(view) is not { } kilometres)
        {
            return null;
        }

        var miles = (int)Math.Round(kilometres / NeedVocabulary.KilometresInAMile);
        return miles > view.FarthestMiles ? null
            : near.IsWide && (miles < 1 || view.Listing.Sites.Any(site => IsIn(site, near))) ? talk.Say("resource.inPlace", ("place", near.Name))
            : near.IsWide ? talk.Say(miles == 1 ? "resource.aMileFrom" : "resource.milesFrom", ("miles", miles), ("place", near.Name))
            : miles >= 1 ? talk.Say(miles == 1 ? "resource.aMile" : "resource.miles", ("miles", miles))
            : talk.Say(view.Listing.Sites.Any(site => site.Latitude is not null) ? "resource.nearby" : "resource.sameZip");
    }

    /// <summary>To its nearest place; null where no place was asked for or none is known.</summary>
    private double? Kilometres(ListingView view) =>
        view.Request.Near is { } near ? view.Listing.Sites.Select(site => IsIn(site, near) && near.IsWide ? 0 : Distance(site, near)).Min() : null;

    private static bool IsIn(ListingSite site, NearTo near) =>
        (site.PostalCode is { } zip && near.Zips.Contains(zip)) || (near.City.Length > 0 && site.State == near.State && near.City.Equals(site.City, StringComparison.OrdinalIgnoreCase));

    private double? Distance(ListingSite site, NearTo near) =>
        site is { Latitude: { } latitude, Longitude: { } longitude } ? near.Kilometres(latitude, longitude)
        : site.PostalCode is { } zip && places.Zip(zip) is { } place ? near.Kilometres(place.Latitude, place.Longitude)
        : null;

    private bool IsForOthers(ListingView view) => view.Request.Near is { } near && ServiceAreas.AreElsewhere(view.Listing, near, places);

    // What lies farther than anything can be near helps by telephone.
    private bool IsFar(ListingView view) => Kilometres(view) is { } kilometres && kilometres > needs.NearKilometres && kilometres <= needs.FarthestKilometres;

    /// <summary>That all of these are too far for most, or for people of other places; null where one is neither.</summary>
    public string? Elsewhere(IReadOnlyList<ListingView> views, NearTo near, Talk talk) =>
        views.Count == 0 || !views.All(view => IsFar(view) || IsForOthers(view)) ? null
        : talk.Say(views.Any(IsForOthers) ? "resource.noneServe" : "resource.noneNear", ("place", near.Name), ("miles", needs.NearMiles));

    /// <summary>How much of a wish to a list it meets, for the order of the list.</summary>
    public static int Meets(ListingView view, ResourceRequest wish, Talk talk) =>
        (IsOpen(view, talk) switch { true => 4, null => 2, false => 0 }) + (wish.Languages.Intersect(Languages(view.Listing)).Any() ? 1 : 0) + (wish.MustBeFree && IsFree(view.Listing) ? 1 : 0);

    /// <summary>What was asked about it, or that nobody says.</summary>
    /// <param name="asked">The last part of the name of the phrases by which it was asked.</param>
    /// <param name="question">The question as it was understood: about which language, about which day.</param>
    public string Answer(string asked, ResourceRequest question, ListingView view, Talk talk)
    {
        var (listing, languages) = (view.Listing, question.Languages);
        var answer = asked switch
        {
            "phone" => Phone(listing) is { } phone ? talk.Say("resource.phone", ("phone", phone)) : null,
            "cost" => Cost(listing, talk),
            "language" => languages.Count == 0 || languages.Any(Languages(listing).Contains) ? Speaks(view with { Request = view.Request with { Languages = languages } }, talk) : null,
            "far" => Far(view, talk),
            "hours" => Open(view with { Request = view.Request with { When = question.When ?? view.Request.When } }, talk),
            "access" => Access(listing, talk),
            "papers" => listing.Documents.Count > 0 ? talk.Say("resource.bring", ("papers", Sentence(listing.Documents))) : null,
            _ => Address(listing.Sites.FirstOrDefault(site => site.Type != "virtual")),
        };
        return answer is { Length: > 0 } ? char.ToUpperInvariant(answer[0]) + answer[1..] : talk.Say($"resource.unknown.{asked}");
    }

    private static string? Access(Listing listing, Talk talk) =>
        listing.Sites.SelectMany(site => site.Accessibility).Distinct().ToList() is { Count: > 0 } ways ? talk.Say("resource.access", ("words", Sentence(ways))) : null;

    private static string? Cost(Listing listing, Talk talk) =>
        IsFree(listing) ? talk.Say("resource.free")
        : listing.Fees is { Length: <= 60 } fees ? fees : null;

    private static string? Speaks(ListingView view, Talk talk)
    {
        var known = Languages(view.Listing);
        // The language that was asked for is always among those that are named.
        var named = view.Request.Languages.Where(known.Contains).Concat(known).Distinct().Take(4).Select(code => LanguageName(code, talk)).ToList();
        return named.Count == 0 ? null : talk.Say("resource.speaks", ("languages", (IReadOnlyList<string>)named));
    }

    private static List<string> Languages(Listing listing) => [.. listing.Languages.Concat(listing.Sites.SelectMany(site => site.Languages)).Distinct()];

    private static string LanguageName(string code, Talk talk) => talk.Knows($"language.{code}") ? talk.Say($"language.{code}") : code;

    private static string? Where(Listing listing, Talk talk)
    {
        var parts = new[] { Address(listing.Sites.FirstOrDefault(site => site.Type != "virtual")), Phone(listing) is { } phone ? talk.Say("resource.phone", ("phone", phone)) : null };
        return string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string? Address(ListingSite? site) =>
        site is null ? null : string.Join(", ", new[] { site.Address, site.City, $"{site.State} {site.PostalCode}".Trim() }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Phone(Listing listing) =>
        listing.Phones.Concat(listing.Sites.SelectMany(site => site.Phones)).FirstOrDefault(phone => phone.IsVoice) is { } phone
            ? phone.Extension is { } extension ? $"{phone.Number} x{extension}" : phone.Number
            : null;

    internal static OpeningHours Hours(Listing listing) =>
        listing.Sites.Select(site => site.Hours).FirstOrDefault(hours => hours.IsKnown) ?? listing.Hours;

    /// <summary>The seven days from today, as they will really go: every second Tuesday and holidays included.</summary>
    private static string? Week(ListingView view, Talk talk)
    {
        var hours = Hours(view.Listing);
        if (!hours.IsKnown)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(talk.Now, Zone(view.TimeZone)).DateTime);
        var days = Enumerable.Range(0, 7).Select(today.AddDays).Select(day => (Day: day, Spans: HoursRules.On(hours, day).ToList())).Where(day => day.Spans.Count > 0)
            .Select(day => $"- {talk.Locale.Date(day.Day)}: {string.Join(", ", day.Spans.Select(span => $"{talk.Locale.Time(span.Opens)} – {talk.Locale.Time(span.Closes)}"))}").ToList();
        return days.Count == 0 ? null : string.Join('\n', days);
    }

    private static string? Warning(ListingView view, Talk talk) =>
        view.Standing.Reports.Count > 0 ? talk.Say("resource.mayBeWrong")
        : view.Listing.Status == ListingStatus.TemporarilyClosed ? talk.Say("resource.shutForNow")
        : Holiday(view, talk) is { } holiday ? talk.Say("resource.holiday", ("day", holiday))
        : null;

    /// <summary>The day off on which it is said to open; null where it is none, or where the listing itself says how that day goes.</summary>
    private static DateOnly? Holiday(ListingView view, Talk talk)
    {
        var hours = Hours(view.Listing);
        var day = Wanted(view, talk)?.Day ?? HoursRules.At(hours, view.TimeZone, talk.Now) switch
        {
            OpenState.Open => Day(talk.Now, view.TimeZone),
            OpenState.Closed { Next: { } next } => Day(next, view.TimeZone),
            _ => (DateOnly?)null,
        };
        return day is { } said && view.Holidays.Contains(said) && !hours.Exceptions.Any(exception => exception.Covers(said)) ? said : null;
    }

    private static string Checked(Listing listing, Talk talk)
    {
        if ((listing.AssuredOn ?? listing.LastModified) is not { } day)
        {
            return talk.Say("resource.neverChecked");
        }

        var days = DateOnly.FromDateTime(talk.Now.UtcDateTime).DayNumber - day.DayNumber;
        return days > 365 ? talk.Say("resource.longUnchecked") : days < 2 ? talk.Say("resource.checkedToday") : talk.Say("resource.checked", ("days", days));
    }

    internal static string? Ages(Listing listing, Talk talk) => (listing.MinimumAge, listing.MaximumAge) switch
    {
        ({ } from, { } to) => talk.Say("resource.ages", ("from", from), ("to", to)),
        ({ } from, null) => talk.Say("resource.agesFrom", ("from", from)),
        (null, { } to) => talk.Say("resource.agesTo", ("to", to)),
        _ => null,
    };

    // Of one service given at two places, residents of different areas may use each: a place's own area stands before the service's.
    private static string Areas(Listing listing) =>
        string.Join(", ", listing.Sites.SelectMany(site => site.Areas).DefaultIfEmpty().All(area => area is null) ? listing.Areas : listing.Sites.SelectMany(site => site.Areas));

    private static string Sentence(IReadOnlyList<string> items) => Cut(string.Join("; ", items));

    private static string Cut(string? words)
    {
        var line = string.Join(' ', (words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("*", "", StringComparison.Ordinal);
        return line.Length <= LongestWords ? line : line[..line.LastIndexOf(' ', LongestWords)] + " …";
    }

    private static string Time(DateTimeOffset at, string zone, Talk talk) => talk.Locale.Time(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone(zone)).DateTime));

    private static DateOnly Day(DateTimeOffset at, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone(zone)).DateTime);

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);
}
