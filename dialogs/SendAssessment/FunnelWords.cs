using CareBot.Care.Assessments;
using CareBot.Dialogs.TakeAssessment;

namespace CareBot.Dialogs.SendAssessment;

/// <summary>Where people stop answering, as words for the coordinator.</summary>
internal static class FunnelWords
{
    // Of the places where people stop, the first ones say where to look.
    private const int MostPlaces = 3;

    public static string Of(IReadOnlyList<Funnel> funnels, Talk talk) => funnels.Count == 0
        ? talk.Say("coordinator.funnel.none")
        : string.Join("\n", funnels.SelectMany(funnel => Lines(funnel, talk)).Prepend(talk.Say("coordinator.funnel")));

    private static IEnumerable<string> Lines(Funnel funnel, Talk talk)
    {
        yield return talk.Say(
            "coordinator.funnel.line", ("instrument", funnel.Instrument.Questionnaire.Title.In(talk.Language)),
            ("waiting", funnel.Waiting), ("opened", funnel.Opened), ("finished", funnel.Finished), ("stopped", funnel.Stopped), ("handed", funnel.HandedOver), ("left", funnel.Left));
        foreach (var place in funnel.Places.Take(MostPlaces))
        {
            yield return talk.Say(
                "coordinator.funnel.place", ("question", QuestionWords.Label(funnel.Instrument.Questionnaire.Find(place.LinkId)!, talk)),
                ("aside", place.PutAside), ("silent", place.Silent), ("skipped", place.Skipped), ("handed", place.HandedOver));
        }
    }
}
