using CareBot.Care.Alerts;
using CareBot.Care.Patients;

namespace CareBot.Dialogs;

/// <summary>What may be promised about the people behind the bot: who, by when, and what to do before that.</summary>
/// <param name="Chart">The patient.</param>
/// <param name="Coordinator">The given name of their coordinator.</param>
/// <param name="Practice">Its hours and numbers.</param>
/// <param name="Ladder">By when somebody looks at what is no emergency.</param>
public sealed record Outlook(ChartSummary Chart, string Coordinator, Practice Practice, AlertLadder Ladder)
{
    /// <summary>By when somebody will have looked: the time alone when it is today, else with its day.</summary>
    /// <param name="alert">By the end of the day where it has been closed since (null), is late already, or is an emergency: its minutes are no promise to call about something else.</param>
    public string By(Alert? alert, Talk talk)
    {
        var due = alert is not (null or { Priority: AlertPriority.P0, EmergencyClass: not null }) && alert.DueBy > talk.Now ? alert.DueBy : Ladder.DueBy(AlertPriority.P2, talk.Now, new WorkingHours(Practice));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Chart.TimeZone);
        var (by, now) = (TimeZoneInfo.ConvertTime(due, zone), TimeZoneInfo.ConvertTime(talk.Now, zone));
        return by.Date == now.Date ? talk.Locale.Time(TimeOnly.FromDateTime(RoundUp(by.DateTime))) : talk.When(RoundUp(due), Chart.TimeZone);
    }

    /// <summary>What to add when nobody reads the chat now; empty in opening hours.</summary>
    public string OffHours(Talk talk)
    {
        var hours = new WorkingHours(Practice);
        return hours.IsOpen(talk.Now)
            ? ""
            : talk.Say("offHours", ("opens", talk.When(hours.NextOpen(talk.Now), Chart.TimeZone)), ("phone", Practice.NurseLine));
    }

    /// <summary>Promises are made in whole five minutes, never earlier than the clock that is kept.</summary>
    private static DateTime RoundUp(DateTime at) => at.Ticks % FiveMinutes == 0 ? at : new DateTime(((at.Ticks / FiveMinutes) + 1) * FiveMinutes, at.Kind);

    private static DateTimeOffset RoundUp(DateTimeOffset at) => new(RoundUp(at.DateTime), at.Offset);

    private const long FiveMinutes = TimeSpan.TicksPerMinute * 5;
}

/// <summary>Finds the people behind the bot.</summary>
public sealed class Outlooks(PeopleDesk people, AlertLadder ladder)
{
    public async Task<Outlook> ForAsync(ChartSummary chart, CancellationToken cancellationToken)
    {
        var coordinator = await people.FindAsync(chart.Coordinator, cancellationToken);
        return new Outlook(chart, coordinator?.Name.Given ?? "", await people.PracticeAsync(cancellationToken), ladder);
    }
}
