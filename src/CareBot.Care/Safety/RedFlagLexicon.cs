using System.Text.Json;
using CareBot.Care.Content;

namespace CareBot.Care.Safety;

/// <summary>All files of the lexicon, read and checked; compiled by <see cref="RedFlagListener"/>.</summary>
public sealed class RedFlagLexicon
{
    private RedFlagLexicon(IReadOnlyList<(string Name, LexiconFile Content)> files) => Files = files;

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<(string Name, LexiconFile Content)> Files { get; }

    /// <summary>The newest version that any file carries.</summary>
    public string Version => Files.Max(file => file.Content.Version)!;

    /// <summary>The languages that lists are written in; every rule speaks them all.</summary>
    public IReadOnlyList<string> Languages => Files.Select(file => file.Content.Language).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();

    /// <exception cref="ContentException">A file is missing or cannot be used, or nothing is heard of a class; the message names it, the place and the remedy.</exception>
    public static RedFlagLexicon Load(string directory)
    {
        if (!Directory.Exists(directory))
            throw new ContentException(directory, "", "is not there; point CareBot:ContentRoot at the folder that holds dialogs/");
        RequiredContent.CheckLexicon(directory);
        return Whole(Parse(Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))));
    }

    /// <summary>A file may be there and say nothing.</summary>
    private static RedFlagLexicon Whole(RedFlagLexicon lexicon)
    {
        const string Remedy = "put the files of the lexicon back";
        var contents = lexicon.Files.Select(file => file.Content).ToList();
        if (Enum.GetValues<SafetyClass>().Select(one => one.ToName()).FirstOrDefault(name => !contents.Any(file => file.Rules.Any(rule => rule.Class == name))) is { } unheard)
            throw new ContentException("lexicon", "", $"has no rule of {unheard}; {Remedy}");
        if (!contents.Any(file => file.Complaints.Count > 0) || !contents.Any(file => file.Levels.Count > 0))
            throw new ContentException("triage.json", "", $"has no complaints or no levels; {Remedy}");
        return contents.Any(file => file.SecondOpinion is not null) ? lexicon : throw new ContentException("second-opinion.json", "", $"has no secondOpinion; {Remedy}");
    }

    /// <exception cref="ContentException">A file cannot be used; the message names it, the place and the remedy.</exception>
    public static RedFlagLexicon Parse(IEnumerable<(string Name, byte[] Json)> files)
    {
        var lexicon = new RedFlagLexicon(files.Select(file => (file.Name, Read(file.Name, file.Json))).ToArray());
        if (lexicon.Languages.Count == 0)
            throw new ContentException("lexicon", "", "has no lists in any language; add the listening.*.json files");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, content) in lexicon.Files)
        {
            CheckHead(name, content);
            CheckSecondOpinion(name, content.SecondOpinion);
            for (var i = 0; i < content.Rules.Count; i++)
                CheckRule(name, $"/rules/{i}", content.Rules[i], lexicon.Languages, ids);
        }

        return lexicon;
    }

    private static LexiconFile Read(string name, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SafetyJson.Default.LexiconFile) ?? throw new ContentException(name, "", "is empty; delete it or fill it");
        }
        catch (JsonException e)
        {
            throw new ContentException(name, e.Path ?? "", $"cannot be read near line {e.LineNumber + 1}; correct the JSON there (a name that is not known, a missing comma, a wrong kind of value)");
        }
    }

    private static void CheckHead(string name, LexiconFile content)
    {
        Require(content.Version, name, "/version", "a version, such as 2026.11");
        Require(content.Source, name, "/source", "where the facts come from");
        Require(content.Signatory, name, "/signatory", "who answers for this content, or that nobody has signed it yet");
        if (content.Lists.Count > 0)
            Require(content.Language, name, "/language", "the language of the lists");
    }

    private static void CheckRule(string name, string at, RuleEntry rule, IReadOnlyList<string> languages, Dictionary<string, string> ids)
    {
        Require(rule.Id, name, at + "/id", "an id, such as chest-pain");
        Require(rule.Title, name, at + "/title", "what a nurse would call it");
        Require(rule.Source, name, at + "/source", "where the sign comes from");
        if (!SafetyClassNames.TryParse(rule.Class, out _))
            throw new ContentException(name, at + "/class", $"is \"{rule.Class}\"; write E911, E988, SAFE or SAMEDAY");
        if (!ids.TryAdd(rule.Id!, name))
            throw new ContentException(name, at + "/id", $"\"{rule.Id}\" stands in {ids[rule.Id!]} too; give one of them another id");
        foreach (var language in languages)
        {
            if (!rule.Say.TryGetValue(language, out var patterns) || patterns.Length == 0)
                throw new ContentException(name, $"{at}/say/{language}", "is missing; a rule speaks every language, so add its patterns");
        }

        if (rule.Say.Keys.FirstOrDefault(key => !languages.Contains(key)) is { } unknown)
            throw new ContentException(name, $"{at}/say/{unknown}", $"is a language without lists; use {string.Join(", ", languages)} or add listening.{unknown}.json");
    }

    private static void CheckSecondOpinion(string name, SecondOpinionEntry? opinion)
    {
        if (opinion is null)
            return;
        const string Remedy = "let tests/SecondOpinion write the file anew";
        if (opinion.Classes.FirstOrDefault(known => known != SafetyClassNames.None && !SafetyClassNames.TryParse(known, out _)) is { } unknown)
            throw new ContentException(name, "/secondOpinion/classes", $"names \"{unknown}\"; {Remedy}");
        if (!opinion.Classes.Contains(SafetyClassNames.None))
            throw new ContentException(name, "/secondOpinion/classes", $"lacks \"{SafetyClassNames.None}\"; {Remedy}");
        if (opinion.Start.Count != opinion.Classes.Count)
            throw new ContentException(name, "/secondOpinion/start", $"has {opinion.Start.Count} numbers for {opinion.Classes.Count} classes; {Remedy}");
        if (opinion.AskFrom > opinion.SureFrom)
            throw new ContentException(name, "/secondOpinion/askFrom", $"lies above sureFrom; {Remedy}");
        if (opinion.Weights.Misfit(opinion.Classes.Count) is { } trait)
            throw new ContentException(name, "/secondOpinion/weights/" + trait, $"has not one number for each of {opinion.Classes.Count} classes; {Remedy}");
    }

    private static void Require(string? value, string name, string at, string remedy)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ContentException(name, at, $"is missing; write {remedy}");
    }
}
