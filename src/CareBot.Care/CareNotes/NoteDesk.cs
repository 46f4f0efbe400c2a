using System.Globalization;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.CareNotes;

/// <summary>Keeps notes and their minutes on the chart, and reads them.</summary>
public sealed class NoteDesk(Charts charts, PeopleDesk people, CaseloadDesk caseload, Agenda agenda)
{
    /// <summary>How many notes are read at once.</summary>
    public const int Most = 1000;

    private const string Prefix = "note:";

    /// <summary>Keeps a note. One that is kept already stays as it is.</summary>
    /// <param name="patient">Whose chart; must exist.</param>
    /// <param name="note">As it was written.</param>
    /// <param name="now">When it is kept.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    /// <returns>The note as the chart has it.</returns>
    public async Task<CareNote> KeepAsync(PatientId patient, CareNote note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var month = MonthOf(note.At, zone);
        // The caseload counts its minutes: at once, and by the look where this process ends before.
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (await charts.EntriesAsync(patient, KeyRange.StartingWith(KeyOf(note)), 1, CareJson.Default.CareNote, cancellationToken) is [var kept])
            {
                return kept;
            }

            var summary = note.Minutes is not { } minutes ? chart.Summary : chart.Summary with { Time = new MonthOfMinutes(month, minutes + MinutesIn(chart.Summary.Time, month)) };
            if (await charts.AppendAsync(chart, summary, [Charts.Entry(KeyOf(note), note, CareJson.Default.CareNote)], cancellationToken) == Appended.Done)
            {
                await caseload.ProjectAsync(summary, cancellationToken);
                agenda.Happened(intent, now);
                return note;
            }
        }
    }

    /// <summary>The notes of a patient, the newest first.</summary>
    public Task<IReadOnlyList<CareNote>> ReadAsync(PatientId patient, int limit, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith(Prefix) with { Descending = true }, limit, CareJson.Default.CareNote, cancellationToken);

    /// <summary>The minutes of a calendar month, by who worked them, in the order of their notes.</summary>
    /// <param name="patient">Whose chart.</param>
    /// <param name="month">Its first day.</param>
    /// <param name="zone">The practice's IANA zone.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<(StaffId By, int Minutes)>> MinutesAsync(PatientId patient, DateOnly month, string zone, CancellationToken cancellationToken) =>
    [
        .. (await ReadAsync(patient, Most, cancellationToken)).Reverse().Where(note => note.Minutes is not null && MonthOf(note.At, zone) == month)
            .GroupBy(note => new StaffId(note.By.Id)).Select(notes => (notes.Key, notes.Sum(note => note.Minutes!.Value))),
    ];

    /// <summary>The first day of the month in which an instant lies.</summary>
    public static DateOnly MonthOf(DateTimeOffset instant, string zone)
    {
        var day = PatientDay.Of(instant, zone);
        return new DateOnly(day.Year, day.Month, 1);
    }

    /// <summary>What a chart counts for this month.</summary>
    public static int MinutesIn(MonthOfMinutes? counted, DateOnly month) => counted?.Month == month ? counted.Minutes : 0;

    private static string KeyOf(CareNote note) => $"{Prefix}{note.At.UtcDateTime.ToString("yyyyMMddHHmmssfffffff", CultureInfo.InvariantCulture)}:{note.Id}";
}
