using CareBot.Care.Content;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Something that people look for, or a circumstance that they are in, in plain words.</summary>
public sealed record Need
{
    public required string Id { get; init; }

    /// <summary>Who looks for it may be in danger from whoever looks over their shoulder: neutral words, no trace.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>A circumstance (a veteran, without insurance) tells services apart; it is not itself what is looked for.</summary>
    public bool IsCircumstance { get; init; }

    /// <summary>What meets a part of it meets it too: a hot meal is food. Not so the water bill and the light bill.</summary>
    public bool IncludesParts { get; init; }

    /// <summary>Said beside another need it tells whom that one is for: "camp for a boy with autism" asks for a camp.</summary>
    public bool Yields { get; init; }

    /// <summary>A service that names hardly anybody else is meant for these alone.</summary>
    public bool Restricts { get; init; }

    /// <summary>A service is meant for these alone when its name says so; that it lists them among others tells nothing.</summary>
    public bool ByNameAlone { get; init; }

    /// <summary>Ids of those for whom a service that is meant for these alone is wrong.</summary>
    public IReadOnlyList<string> Opposes { get; init; } = [];

    /// <summary>What whoever is in this circumstance cannot bring: a service that asks for one of these papers is worse for them.</summary>
    public IReadOnlyList<string> Avoids { get; init; } = [];

    /// <summary>The category of the Gravity Project's value set, for referrals; null when there is none.</summary>
    public string? Sdoh { get; init; }

    /// <summary>How people ask for it, in any of the languages.</summary>
    public required IReadOnlyList<string> Ask { get; init; }

    /// <summary>What a service that meets it is called in a directory: phrases of names, taxonomy terms and descriptions.</summary>
    public required IReadOnlyList<string> Called { get; init; }

    /// <summary>Words to look for besides those of the person.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>
/// The directory's own categories, in plain words of English and Spanish, mapped onto whatever words a package carries; never onto the
/// codes of somebody's taxonomy. Content: <c>needs.json</c>.
/// </summary>
public sealed class NeedVocabulary
{
    public const double KilometresInAMile = 1.609344;

    private readonly Dictionary<string, Need> _byId;
    private readonly Dictionary<string, IReadOnlyList<string>> _kin;

    private NeedVocabulary(string version, decimal farthestMiles, decimal nearMiles, IReadOnlyList<Need> needs, IReadOnlyDictionary<string, string> synonyms, IReadOnlySet<string> idle)
    {
        Version = version;
        FarthestMiles = farthestMiles;
        NearMiles = nearMiles;
        Needs = needs;
        Synonyms = synonyms;
        Idle = idle;
        Asked = new PhraseSet(needs.Select(need => need.Ask), Relatives.Alike);
        CalledSo = new PhraseSet(needs.Select(need => need.Called), word => word);
        Audiences = [.. needs.Where(need => need.Restricts || need.Opposes.Count > 0).Take(32)];
        Cautious = [.. needs.Where(need => need.Avoids.Count > 0).Take(32)];
        _byId = needs.ToDictionary(need => need.Id, StringComparer.Ordinal);
        var families = needs.Where(need => !need.IsCircumstance).ToLookup(need => FamilyOf(need.Id), need => need.Id, StringComparer.Ordinal);
        _kin = needs.ToDictionary(need => need.Id, need => (IReadOnlyList<string>)[.. families[FamilyOf(need.Id)].Where(other => other != need.Id)], StringComparer.Ordinal);
    }

    public string Version { get; }

    /// <summary>What lies farther from the place that was named is no help there.</summary>
    public decimal FarthestMiles { get; }

    public double FarthestKilometres => (double)FarthestMiles * KilometresInAMile;

    /// <summary>What lies farther comes after everything that does not, however well it fits: few families can get there.</summary>
    public decimal NearMiles { get; }

    public double NearKilometres => (double)NearMiles * KilometresInAMile;

    public IReadOnlyList<Need> Needs { get; }

    /// <summary>A folded word (often a Spanish one) and the words that a directory has for it.</summary>
    public IReadOnlyDictionary<string, string> Synonyms { get; }

    /// <summary>Folded words that say nothing about what is looked for.</summary>
    public IReadOnlySet<string> Idle { get; }

    /// <summary>Those for whom alone a service may be meant, at most 32.</summary>
    public IReadOnlyList<Need> Audiences { get; }

    /// <summary>Circumstances in which some papers cannot be brought, at most 32.</summary>
    public IReadOnlyList<Need> Cautious { get; }

    /// <summary>The bits of those among <see cref="Audiences"/>.</summary>
    internal uint AudienceOf(IEnumerable<string> ids) => BitsOf(Audiences, ids);

    /// <summary>The bits of those among <see cref="Cautious"/>.</summary>
    internal uint CautiousOf(IEnumerable<string> ids) => BitsOf(Cautious, ids);

    /// <summary>Finds the needs in what a person says.</summary>
    internal PhraseSet Asked { get; }

    /// <summary>Finds the needs in what a directory says.</summary>
    internal PhraseSet CalledSo { get; }

    /// <summary>Needs of the same family, by the first part of their ids: who asks for food may be glad of a hot meal.</summary>
    public IReadOnlyList<string> KinOf(Need need) => _kin[need.Id];

    /// <summary>The needs that a service may meet to be an answer at all: the need itself, and its family where the whole includes its parts.</summary>
    public IEnumerable<string> AnswersTo(Need need) => _byId.TryGetValue(FamilyOf(need.Id), out var whole) && whole.IncludesParts ? KinOf(need).Prepend(need.Id) : [need.Id];

    /// <summary>Whether what meets the one need meets the other.</summary>
    public bool Meets(string met, string wanted) => met == wanted || (Find(wanted) is { IncludesParts: true } && met.StartsWith($"{wanted}.", StringComparison.Ordinal));

    /// <summary>Whether a need says more exactly what another says ("ride.medical" of "ride"), by their places in the list.</summary>
    public bool IsPartOf(int one, int whole) => Needs[one].Id.StartsWith($"{Needs[whole].Id}.", StringComparison.Ordinal);

    /// <summary>Whether two needs are things to look for of two families, by their places in the list: then a longer phrase of the one is none of the other.</summary>
    public bool TellsAnother(int one, int other) =>
        !TellsWhom(Needs[one]) && !TellsWhom(Needs[other]) && FamilyOf(Needs[one].Id) != FamilyOf(Needs[other].Id);

    /// <summary>Whether people ask for something by this folded word.</summary>
    public bool IsAsked(string word) => Asked.Words.Contains(word);

    /// <summary>Whether the words ask for something, not only say a circumstance.</summary>
    public bool Asks(string text) => Asked.Find(Wording.Words(text)).Any(found => !Needs[found.Owner].IsCircumstance);

    public Need? Find(string id) => _byId.GetValueOrDefault(id);

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static NeedVocabulary Load(ReadOnlyMemory<byte> json, string file) => ContentNode.Load(json, file, Read);

    private static bool TellsWhom(Need need) => need.IsCircumstance || need.Yields;

    private static uint BitsOf(IReadOnlyList<Need> needs, IEnumerable<string> ids)
    {
        var bits = 0u;
        foreach (var id in ids)
        {
            for (var i = 0; i < needs.Count; i++)
                bits |= needs[i].Id == id ? 1u << i : 0;
        }

        return bits;
    }

    private static string FamilyOf(string id) => id.Split('.')[0];

    private static NeedVocabulary Read(ContentNode node)
    {
        node.Required("kind", "write \"kind\": \"needs\"").Text();
        var version = node.Required("version", "write \"version\": \"1\"").Text();
        node.Required("source", "write where the words come from").Text();
        node.Required("signatory", "write who signed, or \"unsigned\"").Text();
        var miles = node.Required("farthestMiles", "write how many miles away help may be, such as 60").Positive();
        var nearMiles = node.Required("nearMiles", "write from how many miles on help comes last, such as 25").Positive();
        var needs = node.Required("needs", "write a list of needs").Named("id", item => ReadNeed(item, false), need => need.Id);
        var circumstances = node.Required("circumstances", "write a list of circumstances").Named("id", item => ReadNeed(item, true), need => need.Id);
        var synonyms = node.Required("synonyms", "write a list of words with what a directory has for them").Named(
            "word", item => (Word: Wording.Fold(item.Required("word", "write the word").Text()), Means: item.Required("means", "write the words").Text()), pair => pair.Word);
        var idle = node.Required("idle", "write the words that say nothing").List(item => item.Text()).SelectMany(Wording.Words).ToHashSet(StringComparer.Ordinal);
        return new NeedVocabulary(version, miles, nearMiles, [.. needs, .. circumstances], synonyms.ToDictionary(pair => pair.Word, pair => pair.Means, StringComparer.Ordinal), idle);
    }

    private static Need ReadNeed(ContentNode node, bool isCircumstance) => new()
    {
        Id = node.Required("id", "write a short name").Text(),
        IsCircumstance = isCircumstance,
        IsSensitive = node.Optional("sensitive")?.Flag() ?? false,
        IncludesParts = node.Optional("includesParts")?.Flag() ?? false,
        Yields = node.Optional("yields")?.Flag() ?? false,
        Restricts = node.Optional("restricts")?.Flag() ?? false,
        ByNameAlone = node.Optional("byNameAlone")?.Flag() ?? false,
        Opposes = node.Optional("opposes")?.List(item => item.Text()) ?? [],
        Avoids = node.Optional("avoids")?.List(item => Wording.Fold(item.Text())) ?? [],
        Sdoh = node.Optional("sdoh")?.Text(),
        Ask =
        [
            .. node.Required("en", "write how people ask in English").List(item => item.Text()),
            .. node.Required("es", "write how people ask in Spanish").List(item => item.Text()),
        ],
        Called = node.Required("called", "write what such a service is called").List(item => item.Text()),
        Words = node.Optional("words")?.List(item => item.Text()) ?? [],
    };
}
