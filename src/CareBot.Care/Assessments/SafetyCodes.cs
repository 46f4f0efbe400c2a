using CareBot.Care.CheckIns;
using CareBot.Care.Content;

namespace CareBot.Care.Assessments;

/// <summary>
/// What is asked with care whoever made the questionnaire, by the code of the item: an imported one comes without an interpretation, but
/// an answer about suicide or violence calls a human all the same.
/// </summary>
public sealed record SafetyCodes(string Version, IReadOnlyList<ContentSource> Sources, Signatory Signatory, IReadOnlyList<SafetyCode> Items)
{
    private const string Topic = "assessment.topic.general";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal) { ["violence"] = "violence", ["suicide"] = "suicide" };
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal) { ["E988"] = "E988", ["SAFE"] = "SAFE" };

    public static SafetyCodes None { get; } = new("", [], new Signatory("", "", null), []);

    /// <exception cref="ContentException">Something in it cannot be meant; the message names file, place and remedy.</exception>
    public static SafetyCodes Load(ReadOnlyMemory<byte> json, string fileName) => ContentNode.Load(json, fileName, root => new SafetyCodes(
        root.Required("version", "write \"1\"").Text(),
        root.Required("sources", "say where this comes from").Named("id", one => new ContentSource(one.Required("id", "name it").Text(), one.Required("name", "write its name").Text(), one.Required("note", "say what it says").Text()), one => one.Id),
        root.Required("signatory", "say who answers for it").Members(one => new Signatory(one.Required("role", "write a role").Text(), one.Required("name", "write a name").Text(), one.Optional("date")?.Date())),
        root.Required("items", "write the codes").Named("code", Read, one => one.Code)));

    /// <summary>The care that a questionnaire needs by its codes; null when it has none of them.</summary>
    public Interpretation? For(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var met = (from item in questionnaire.Questions
                   from code in Items
                   where item.Codes.Any(one => one.Code == code.Code)
                   select (item.LinkId, Code: code, Codes: (IReadOnlyList<string>)[.. code.StopOn.Where(stop => item.Options.Any(option => option.Code == stop))])).ToList();
        return met.Count == 0 ? null : new Interpretation
        {
            Questionnaire = questionnaire.Url,
            Version = Version,
            Sources = Sources,
            Signatory = Signatory,
            Topic = Topic,
            OwnReportOnly = met.Exists(one => one.Code.About == "suicide"),
            Sensitive = [.. met.Select(one => new SensitiveItem(one.LinkId, one.Code.About))],
            Stops =
            [
                .. met.Where(one => one.Codes.Count > 0 && one.Code.Class is not null)
                    .Select(one => new SafetyStop(new Condition(null, null, null, null, null, [one.LinkId], one.Codes, Declined: false), one.Code.Class!, one.Code.Rule ?? one.Code.Code, AtEnd: false, one.Code.Then)),
            ],
        };
    }

    private static SafetyCode Read(ContentNode node) => new(
        node.Required("code", "write the LOINC code of the item").Text(),
        node.Required("about", "write violence or suicide").OneOf(Kinds),
        node.Optional("stopOn")?.List(one => one.Text()) ?? [],
        node.Optional("class")?.OneOf(Classes),
        node.Optional("rule")?.Text(),
        node.Optional("then")?.Text());
}

/// <param name="Code">Of the item, LOINC.</param>
/// <param name="About">violence or suicide: it is asked only of somebody who is alone and safe.</param>
/// <param name="StopOn">Codes of answers at which the questions end; empty where none does by itself.</param>
/// <param name="Class">E988 or SAFE.</param>
/// <param name="Then">The questionnaire that follows once the person is safe.</param>
public sealed record SafetyCode(string Code, string About, IReadOnlyList<string> StopOn, string? Class, string? Rule, string? Then);
