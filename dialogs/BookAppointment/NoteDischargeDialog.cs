using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The coordinator notes the day on which a patient came home: the follow-up clock runs from it. A day that is not read is asked for, and never guessed.</summary>
public sealed class NoteDischargeDialog(CaseloadDesk caseload, EnrolDesk enrol, VisitTypes types, DateReader dates, PhraseBook phrases) : GuidedDialog("NoteDischarge")
{
    /// <summary>"Discharge Walt" may mean out of the programme: without a day it is asked when he came home, and nothing is noted.</summary>
    private const string Asked = "asked";

    public override Call? Claim(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : phrases.Find("visit.discharged", said.Text) is { } who ? new Call("", who)
        : phrases.Find("visit.discharge", said.Text) is { } whom ? new Call(Asked, whom)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        var words = call.Words.Split(' ');
        var (found, length) = WhoIsMeant.First(await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken), words);
        await (found switch
        {
            [] => talk.SendAsync(talk.Say("coordinator.visit.dischargedUnknown"), [talk.Say("button.caseload")], cancellationToken),
            [var row] when call.What == Asked && length == words.Length => talk.SendAsync(talk.Say("coordinator.visit.dischargedWhen", ("given", row.Name.Given)), cancellationToken),
            [var row] => talk.SendAsync(await NoteAsync(talk, row, string.Join(' ', words[length..]), cancellationToken), cancellationToken),
            _ => WhoIsMeant.AskAsync(string.Join(' ', words[..length]), found, talk, cancellationToken),
        });
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <param name="words">What is said of the day: "yesterday", "from mercy hospital on march 9"; nothing for today.</param>
    private async Task<string> NoteAsync(Talk talk, CaseloadRow row, string words, CancellationToken cancellationToken)
    {
        var today = PatientDay.Of(talk.Now, row.TimeZone);
        var said = words.Length == 0 ? [today] : Days(AsTyped(talk.Said.Text, words), talk, today);
        if (said is not [var day])
        {
            return talk.Say("coordinator.visit.dischargedWhen", ("given", row.Name.Given));
        }

        if (day > today)
        {
            return talk.Say("coordinator.visit.dischargedAhead", ("given", row.Name.Given), ("day", day));
        }

        await enrol.DischargedAsync(row.Patient, day, talk.Author, talk.Now, cancellationToken);
        var noted = talk.Say("coordinator.visit.discharged", ("name", talk.NameOf(row)), ("given", row.Name.Given), ("day", day), ("due", day.AddDays(types.DischargeDays.Min())));
        noted = row.DischargedOn is { } before && before != day ? $"{noted} {talk.Say("coordinator.visit.dischargedBefore", ("before", before))}" : noted;
        return row.Pause is { Cause: PauseCause.InHospital } ? $"{noted}\n{talk.Say("pause.done.resume", ("name", talk.NameOf(row)))}" : noted;
    }

    /// <summary>The end of a message as it was typed: "3/3" is a date only with its stroke.</summary>
    private static string AsTyped(string text, string folded)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var begin = Enumerable.Range(0, words.Length).LastOrDefault(place => Folding.Words(string.Join(' ', words[place..])) == folded);
        return string.Join(' ', words[begin..]);
    }

    /// <summary>The days that are named; one where it is clear.</summary>
    private List<DateOnly> Days(string said, Talk talk, DateOnly today) =>
        [.. dates.ReadAny(said, talk.Language, today.ToDateTime(default)).SelectMany(phrase => phrase.Timexes).Select(timex => Day(timex.Split('T')[0], today)).OfType<DateOnly>().Distinct()];

    /// <summary>A weekday or a day of the month is the last one that there was; a day of the year the nearest, for nobody notes what was nearly a year ago.</summary>
    private static DateOnly? Day(string timex, DateOnly today)
    {
        if (DateOnly.TryParseExact(timex, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (timex.StartsWith("XXXX-WXX-", StringComparison.Ordinal) && timex.Length == 10 && timex[9] - '0' is var weekday)
        {
            return today.AddDays(-(((int)today.DayOfWeek - weekday + 7) % 7));
        }

        if (timex.StartsWith("XXXX-XX-", StringComparison.Ordinal) && int.TryParse(timex.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var ofMonth))
        {
            return Enumerable.Range(0, 62).Select(back => (DateOnly?)today.AddDays(-back)).FirstOrDefault(one => one!.Value.Day == ofMonth);
        }

        return timex.StartsWith("XXXX-", StringComparison.Ordinal)
            ? Enumerable.Range(today.Year - 1, 3).Select(year => DateOnly.TryParseExact($"{year}{timex[4..]}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var one) ? one : (DateOnly?)null)
                .OfType<DateOnly>().OrderBy(one => Math.Abs(one.DayNumber - today.DayNumber)).Select(one => (DateOnly?)one).FirstOrDefault()
            : null;
    }
}
