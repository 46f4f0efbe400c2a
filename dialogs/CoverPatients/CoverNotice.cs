using CareBot.Care.Covering;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.CoverPatients;

/// <summary>Says what becomes of a cover: to who is asked, to whose patients they are, and to each patient whom they turn to now.</summary>
public sealed class CoverNotice(PeopleDesk people) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        if (item is not TellCover tell)
        {
            return false;
        }

        var cover = chart.Cover!;
        // The days of a cover are the practice's, for whoever is told of them.
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var (of, by) = (await people.FindAsync(cover.For, cancellationToken), await people.FindAsync(cover.By, cancellationToken));
        var ending = cover.Until is null ? ".forGood" : "";
        var words = talk.Say(
            tell.News == CoverNews.PatientAgain ? "cover.patient.again" : tell.News == CoverNews.Patient ? $"cover.patient{ending}" : $"coordinator.cover.{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(tell.News.ToString())}{(tell.News is CoverNews.Ask or CoverNews.Accepted or CoverNews.Begins ? ending : "")}",
            ("for", of?.Name.Full ?? cover.For.Value), ("forGiven", of?.Name.Given ?? cover.For.Value), ("by", by?.Name.Full ?? cover.By.Value), ("count", cover.Patients),
            ("from", CoverPatientsDialog.Day(cover.From, zone)), ("until", cover.Until is { } until ? CoverPatientsDialog.LastDay(until, zone) : null), ("patient", talk.NameOf(chart)));
        IReadOnlyList<string> buttons = tell.News switch
        {
            // A transfer is answered by the patient's name: another of the same colleague may wait as well.
            CoverNews.Ask when cover.Until is null => [talk.Say("coordinator.cover.yes.forGood", ("patient", talk.NameOf(chart))), talk.Say("coordinator.cover.no.forGood", ("patient", talk.NameOf(chart)))],
            CoverNews.Ask => [talk.Say("coordinator.cover.yes", ("given", of?.Name.Given ?? cover.For.Value)), talk.Say("coordinator.cover.no", ("given", of?.Name.Given ?? cover.For.Value))],
            CoverNews.Patient or CoverNews.PatientAgain => [talk.Say("button.person")],
            _ => [talk.Say("button.caseload")],
        };
        await talk.SendAsync(words, buttons, cancellationToken);
        return true;
    }
}
