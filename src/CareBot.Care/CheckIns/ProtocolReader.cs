using CareBot.Care.Alerts;
using CareBot.Care.CheckIns.Rules;
using CareBot.Care.Content;

namespace CareBot.Care.CheckIns;

/// <summary>Reads a <c>*.protocol.json</c> file. Each method reads one sort of object and names its members in the order of the file.</summary>
internal static class ProtocolReader
{
    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString().ToLowerInvariant());

    public static CheckInProtocol Read(ContentNode node)
    {
        var id = node.Required("id", "write the programme's name: \"heart-failure\"").Text();
        var version = node.Required("version", "write the version of this content in quotes: \"1\"").Text();
        var title = TextKey(node, "title");
        var sources = node.Required("sources", "name where the numbers come from").Named("id", Source, source => source.Id);
        var signatory = node.Required("signatory", "name who answers for the content: role, name, date").Members(Signatory);
        var schedule = node.Required("schedule", "write days, at and until").Members(Schedule);
        var questions = node.Required("questions", "write what is asked").Named("linkId", QuestionReader.Read, question => question.LinkId);
        var personal = node.Optional("personalValues")?.Named("name", value => Personal(value, questions), value => value.Name) ?? [];
        var rules = new RuleReader(sources, questions, personal);
        return new()
        {
            Id = id,
            Version = version,
            Title = title,
            Sources = sources,
            Signatory = signatory,
            Schedule = schedule,
            ThresholdReviewDays = node.Required("thresholdReviewDays", "write after how many days at most a patient's own threshold is looked at again").Count(),
            Questions = questions,
            PersonalValues = personal,
            SafetyQuestion = rules.AnyQuestion(node.Required("safetyQuestion", "name the question still asked of someone who stops")),
            Rules = node.Required("rules", "write what the answers mean").Named("id", rules.Read, rule => rule.Label.Id),
            ReturnToGreen = node.Required("returnToGreen", "write how many green days in a row end a yellow time").Members(rules.ReadReturn),
            Silence = node.Optional("silence")?.Members(silence => Silence(silence, schedule, sources)),
            ZoneTexts = node.Required("zones", "write the text key of each zone").Members(Zones),
        };
    }

    public static string TextKey(ContentNode node, string member = "text") => node.Required(member, "write the key of its words").Text();

    private static ContentSource Source(ContentNode node) => new(
        node.Required("id", "write a short name for rules to point to").Text(),
        node.Required("name", "write who published it").Text(),
        node.Required("note", "write what it says and what was made of it").Text());

    private static PersonalValueKind Personal(ContentNode node, IReadOnlyList<CheckInQuestion> questions) => new(
        node.Required("name", "write a name that never changes: \"dry-weight\"").Text(),
        node.Required("question", "name the question it is compared with")
            .OneOf(questions.OfType<CheckInQuestion.Quantity>().ToDictionary(question => question.LinkId)).LinkId,
        TextKey(node));

    private static Signatory Signatory(ContentNode node) => new(
        node.Required("role", "write the role that answers for the content").Text(),
        node.Required("name", "write the name, or \"unsigned default\"").Text(),
        node.Optional("date")?.Date());

    private static CheckInSchedule Schedule(ContentNode node)
    {
        var days = node.Required("days", "write the days on which it asks").List(day => day.OneOf(Days));
        var at = node.Required("at", "write when it asks: \"08:00\"").Time();
        var end = node.Required("until", "write when the day counts as missed: \"20:00\"");
        var until = end.Time();
        return until > at ? new(days.ToHashSet(), at, until) : throw end.Broken("write a time after 'at'");
    }

    private static Silence Silence(ContentNode node, CheckInSchedule schedule, IReadOnlyList<ContentSource> sources)
    {
        var nudge = node.Required("nudgeAt", "write when somebody who missed a day is asked again: \"17:00\"");
        var nudgeAt = nudge.Time();
        if (nudgeAt <= schedule.At || nudgeAt >= schedule.Until)
        {
            throw nudge.Broken("write a time after 'at' and before 'until' of the schedule");
        }

        return new(
            nudgeAt,
            node.Required("callAfter", "write after how many missed days in a row a human calls").Count(),
            node.Required("priority", "write the priority of the alert: \"P2\"").OneOf(Enum.GetValues<AlertPriority>().ToDictionary(priority => priority.ToString())),
            TextKey(node, "nudge"),
            TextKey(node),
            node.Required("source", "name one of the sources").OneOf(sources.ToDictionary(source => source.Id)).Name);
    }

    private static ZoneTexts Zones(ContentNode node) => new(
        TextKey(node, "red"), TextKey(node, "yellow"), TextKey(node, "expected"), TextKey(node, "improving"), TextKey(node, "unknown"), TextKey(node, "green"));
}
