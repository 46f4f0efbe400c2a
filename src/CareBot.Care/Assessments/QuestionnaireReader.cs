using System.Text;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>Compiles a FHIR R4 Questionnaire, or refuses it with the place and the remedy.</summary>
internal static class QuestionnaireReader
{
    public static Questionnaire Read(ReadOnlyMemory<byte> json, string file, string? licence)
    {
        var root = FhirNode.Load(json, file);
        if (root.Text("resourceType") != "Questionnaire")
        {
            throw root["resourceType"].Broken("write \"Questionnaire\": only questionnaires can be asked");
        }

        var terms = root.Text("copyright") ?? (string.IsNullOrWhiteSpace(licence) ? null : licence.Trim())
            ?? throw root["copyright"].Broken("say under which terms it may be used, in the file or with --licence \"...\"; without a licence nothing is asked");
        var language = Tag(root.Text("language") ?? "en");
        var items = new ItemReader(root, language).ReadAll();
        CheckConditions(root, items);
        var name = Slug(root.Text("id") ?? root.Text("name") ?? root.Text("title") ?? throw root["title"].Broken("write the name that people know it by"));
        return new Questionnaire
        {
            Url = root.Text("url") ?? $"urn:carebot:questionnaire:{name}",
            Version = root.Text("version") ?? CauseId.Of(Encoding.UTF8.GetString(json.Span))[..12],
            Name = name,
            Title = ItemReader.Words(root, "title", language) ?? new Wording(name, language),
            Licence = terms,
            Codes = [.. root.List("code").Select(ItemReader.ReadCoding)],
            Items = [.. items.Where(item => item.Parent is null)],
            All = items,
            Languages = LanguagesOf(items, language),
            Variables = [.. root.Extensions(FhirUrls.Variable).Select(one => ItemReader.ReadVariable(one, null)), .. ItemReader.VariablesOf(root)],
            Source = root.Object,
        };
    }

    /// <summary>The primary tag of a language: "es-MX" is Spanish.</summary>
    public static string Tag(string language) => language.Split('-', '_')[0].ToLowerInvariant();

    private static void CheckConditions(FhirNode root, IReadOnlyList<QuestionItem> items)
    {
        if (items.Count == 0)
        {
            throw root["item"].Broken("write at least one item: a questionnaire without one asks nothing");
        }

        if (!items.Any(item => item.IsAsked))
        {
            throw root["item"].Broken("write at least one item that a person can answer");
        }

        var known = items.Select(item => item.LinkId).ToHashSet(StringComparer.Ordinal);
        Visit(root, known);
    }

    private static void Visit(FhirNode parent, HashSet<string> known)
    {
        foreach (var item in parent.List("item"))
        {
            foreach (var condition in item.List("enableWhen").Where(condition => !known.Contains(condition.Text("question") ?? "")))
            {
                throw condition["question"].Broken("write the linkId of an item of this questionnaire");
            }

            Visit(item, known);
        }
    }

    private static List<string> LanguagesOf(IReadOnlyList<QuestionItem> items, string language)
    {
        var words = items.Where(item => item.IsAsked || item.Type is ItemType.Group or ItemType.Display).SelectMany(item => item.Options.Select(option => option.Label).Append(item.Text))
            .OfType<Wording>().Where(wording => wording.Text.Any(char.IsLetter)).ToList();
        return [.. words.SelectMany(wording => wording.Languages).Append(language).Distinct().Where(one => words.All(wording => wording.Languages.Contains(one)))];
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }
}
