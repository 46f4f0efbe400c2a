using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Content;

namespace CareBot.Care.Assessments;

/// <summary>Reads what the answers mean; every linkId and every answer code must be one of the questionnaire.</summary>
internal sealed class InterpretationReader(Questionnaire questionnaire)
{
    private static readonly Dictionary<string, AlertPriority> Priorities = new(StringComparer.Ordinal) { ["p0"] = AlertPriority.P0, ["p1"] = AlertPriority.P1, ["p2"] = AlertPriority.P2 };
    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal) { ["E988"] = "E988", ["SAFE"] = "SAFE" };
    private static readonly Dictionary<string, string> Sensitivities = new(StringComparer.Ordinal) { ["violence"] = "violence", ["suicide"] = "suicide" };

    private readonly HashSet<string> _scores = new(StringComparer.Ordinal);

    public static Interpretation Read(ContentNode root, Questionnaire questionnaire) => new InterpretationReader(questionnaire).Read(root);

    private Interpretation Read(ContentNode root)
    {
        var about = root.Required("questionnaire", "write the url of the questionnaire");
        if (about.Text() != questionnaire.Url)
        {
            throw about.Broken($"write the url of the questionnaire beside it: {questionnaire.Url}");
        }

        var sources = root.Required("sources", "say where the numbers come from").Named("id", source => new ContentSource(source.Required("id", "name it").Text(), source.Required("name", "write its name").Text(), source.Required("note", "say what it says").Text()), source => source.Id);
        return new Interpretation
        {
            Questionnaire = about.Text(),
            Version = root.Required("version", "write \"1\"").Text(),
            Sources = sources,
            Signatory = root.Required("signatory", "say who answers for it").Members(node => new Signatory(node.Required("role", "write a role").Text(), node.Required("name", "write a name").Text(), node.Optional("date")?.Date())),
            Also = root.Optional("also")?.List(word => word.Text()) ?? [],
            Topic = root.Required("topic", "write a text key").Text(),
            OwnReportOnly = root.Optional("ownReportOnly")?.Flag() ?? false,
            AskOnceDays = root.Optional("askOnceDays")?.Count() ?? 0,
            RepeatDays = root.Optional("repeatDays")?.Count(),
            Sensitive = root.Optional("sensitive")?.List(node => node.Members(one => new SensitiveItem(Item(one.Required("linkId", "write a linkId")), one.Required("about", "write violence or suicide").OneOf(Sensitivities)))) ?? [],
            Scores = root.Optional("scores")?.Named("id", Score, score => score.Id) ?? [],
            Opens = root.Optional("opens")?.List(node => node.Members(one => new NextStage(When(one), one.Required("questionnaire", "write the name of a questionnaire").Text()))) ?? [],
            Stops = root.Optional("stops")?.List(node => node.Members(one => new SafetyStop(When(one), one.Required("class", "write E988 or SAFE").OneOf(Classes), one.Required("rule", "name it").Text(), one.Optional("atEnd")?.Flag() ?? false, one.Optional("then")?.Text()))) ?? [],
            Needs = root.Optional("needs")?.Named("id", Need, need => need.Id) ?? [],
            Alerts = root.Optional("alerts")?.Named("id", node => Alert(node, sources), alert => alert.Id) ?? [],
        };
    }

    private ScoreRule Score(ContentNode node)
    {
        var id = node.Required("id", "name it").Text();
        _scores.Add(id);
        var (lowest, highest) = (node.Required("lowest", "write the lowest total there can be"), node.Required("highest", "write the highest total there can be"));
        if (highest.Number() <= lowest.Number())
        {
            throw highest.Broken("write a number above the lowest");
        }

        var bands = node.Required("bands", "write the ranges").List(band => band.Members(Band));
        CheckGapless(node.Required("bands", ""), bands, lowest.Number(), highest.Number());
        return new ScoreRule(
            id,
            node.Required("label", "write a text key").Text(),
            node.Optional("code")?.Text(),
            node.Optional("linkId") is { } own ? Item(own) : null,
            node.Required("items", "write the linkIds that are added up").List(Item),
            node.Optional("codes")?.List(code => code.Text()) ?? [],
            lowest.Number(),
            highest.Number(),
            node.Optional("mostMissing")?.Count() ?? 0,
            node.Optional("higherIsBetter")?.Flag() ?? false,
            bands);
    }

    private static Band Band(ContentNode node) => new(
        node.Required("from", "write a number").Number(), node.Required("to", "write a number").Number(),
        node.Required("label", "write a text key").Text(), node.Required("patient", "write a text key").Text());

    /// <summary>Every total that can come out has one band.</summary>
    private static void CheckGapless(ContentNode node, IReadOnlyList<Band> bands, decimal lowest, decimal highest)
    {
        var next = lowest;
        foreach (var band in bands)
        {
            if (band.From != next || band.To < band.From)
            {
                throw node.Broken($"begin a range at {next.ToString(CultureInfo.InvariantCulture)}: from {lowest.ToString(CultureInfo.InvariantCulture)} to {highest.ToString(CultureInfo.InvariantCulture)} every total needs one band");
            }

            next = band.To + 1;
        }

        if (next != highest + 1)
        {
            throw node.Broken($"let the last range end at {highest.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private NeedRule Need(ContentNode node) => new(
        node.Required("id", "name the need").Text(), node.Required("code", "write the ICD-10-CM code").Text(), node.Required("text", "write a text key").Text(),
        When(node), node.Optional("resources")?.List(word => word.Text()) ?? []);

    private ResultAlertRule Alert(ContentNode node, IReadOnlyList<ContentSource> sources)
    {
        var source = node.Required("source", "name one of the sources");
        return new ResultAlertRule(
            node.Required("id", "name it").Text(), When(node), node.Required("priority", "write p0, p1 or p2").OneOf(Priorities), node.Required("text", "write a text key").Text(),
            sources.FirstOrDefault(one => one.Id == source.Text())?.Name ?? throw source.Broken("name one of the sources of this file"));
    }

    private Condition When(ContentNode parent) => parent.Required("when", "write when it holds").Members(node =>
    {
        var score = node.Optional("score");
        if (score is not null && !_scores.Contains(score.Text()))
        {
            throw score.Broken("write the id of a score of this file");
        }

        var items = node.Optional("items");
        var condition = new Condition(
            score?.Text(), node.Optional("atLeast")?.Number(), node.Optional("atMost")?.Number(), node.Optional("rose")?.Positive(), node.Optional("fell")?.Positive(),
            items?.List(Item) ?? [], items is null ? [] : node.Required("codes", "write the answers that count").List(code => Code(code, items)),
            node.Optional("declined")?.Flag() ?? false);
        return (score is null) == (items is null) ? throw parent.Required("when", "").Broken("write either score with atLeast, atMost, rose or fell, or items with codes") : condition;
    });

    private string Item(ContentNode node) =>
        questionnaire.Find(node.Text()) is not null ? node.Text() : throw node.Broken($"write a linkId of {questionnaire.Name}");

    private string Code(ContentNode node, ContentNode items) =>
        items.List(Item).Any(item => questionnaire.Find(item)!.Options.Any(option => option.Code == node.Text()))
            ? node.Text()
            : throw node.Broken("write the code of an answer that one of these items offers");
}
