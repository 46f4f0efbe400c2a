using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.CheckIns;

/// <summary>
/// What days without a check-in call for (care reference 3.5): after one a nudge at another hour, after so many in a row a human who calls,
/// once for each silence. A day counts whether or not an invitation reached the patient: nobody hears from them all the same. For who wants to be asked only every so
/// many days those count. Pure.
/// </summary>
public static class SilenceRules
{
    /// <summary>The family of the alert that asks for a call.</summary>
    public const string Family = "silence";

    /// <summary>How many scheduled days in a row are over without a check-in, counted up to where the protocol has somebody call.</summary>
    /// <returns>Since which day, and how many; 0 where the programme does not ask for it, or the patient is paused.</returns>
    public static (DateOnly Since, int Missed) Of(ChartSummary chart, Enrolment enrolment, CheckInProtocol protocol, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, chart.TimeZone);
        var since = new[] { enrolment.Since, chart.Standing?.LastCheckIn.AddDays(1), chart.ResumedOn }.Max()!.Value;
        // The days on which the patient is invited: those of the programme, and of them only every so many.
        var every = chart.InvitedEvery ?? 1;
        var asked = chart.Standing?.LastCheckIn.AddDays(every) ?? since;
        var missed = 0;
        for (var day = since; protocol.Silence is { } silence && chart.Pause is null && missed < silence.CallAfter && day <= today; day = day.AddDays(1))
        {
            if (day < asked || !protocol.Schedule.Days.Contains(day.DayOfWeek))
            {
                continue;
            }

            asked = day.AddDays(every);
            missed += now >= At(chart, day, protocol.Schedule.Until) ? 1 : 0;
        }

        return (since, missed);
    }

    /// <summary>Asks a human to call when the silence has lasted long enough, while the practice is open; and takes it back when the patient is heard again.</summary>
    /// <returns>Null when there is nothing to do.</returns>
    public static (ChartSummary Chart, (Alert After, string What) Change, Author By)? Step(
        ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols, WorkingHours hours, AlertLadder ladder, DateTimeOffset now)
    {
        var silent = Silent(chart, protocols, now);
        if (chart.OpenAlerts.FirstOrDefault(alert => alert.Family == Family) is { } open)
        {
            return silent is null && AlertRules.Settle(open, null, now) is { } settled ? (chart, settled, By(open.Id)) : null;
        }

        return silent is var (protocol, since) && since != chart.SilenceCalled && hours.IsOpen(now)
            ? (chart with { SilenceCalled = since }, (Fresh(chart, protocol, since, hours, ladder, now), "raised"), By(string.Create(CultureInfo.InvariantCulture, $"{since:yyyyMMdd}")))
            : null;
    }

    /// <summary>The next instant after now at which a day ends, a nudge comes, or the practice opens to a silence that nobody was asked about.</summary>
    public static DateTimeOffset? Next(ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols, WorkingHours hours, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, chart.TimeZone);
        var looks = Watched(chart, protocols)
            .SelectMany(one => Of(chart, one.Enrolment, one.Protocol, now).Missed == 1 ? new[] { one.Protocol.Schedule.Until, one.Protocol.Silence!.NudgeAt } : [one.Protocol.Schedule.Until])
            .SelectMany(time => new[] { At(chart, today, time), At(chart, today.AddDays(1), time) });
        return (Silent(chart, protocols, now) is var (_, since) && since != chart.SilenceCalled ? looks.Append(hours.NextOpen(now)) : looks)
            .Where(look => look > now).Select(look => (DateTimeOffset?)look).Min();
    }

    /// <summary>Those programmes of the patient that have words about silence.</summary>
    internal static IEnumerable<(Enrolment Enrolment, CheckInProtocol Protocol)> Watched(ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols) =>
        from enrolment in chart.Enrolments
        where protocols.TryGetValue(enrolment.Protocol, out var known) && known.Silence is not null
        select (enrolment, protocols[enrolment.Protocol]);

    internal static DateTimeOffset At(ChartSummary chart, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeOffset();

    private static (CheckInProtocol Protocol, DateOnly Since)? Silent(ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateTimeOffset now)
    {
        foreach (var (enrolment, protocol) in Watched(chart, protocols))
        {
            if (Of(chart, enrolment, protocol, now) is var (since, missed) && missed >= protocol.Silence!.CallAfter)
            {
                return (protocol, since);
            }
        }

        return null;
    }

    private static Alert Fresh(ChartSummary chart, CheckInProtocol protocol, DateOnly since, WorkingHours hours, AlertLadder ladder, DateTimeOffset now)
    {
        var silence = protocol.Silence!;
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["count"] = silence.CallAfter.ToString(CultureInfo.InvariantCulture) };
        return new Alert
        {
            Id = CauseId.Of(Family, chart.Patient.Value, protocol.Id, string.Create(CultureInfo.InvariantCulture, $"{since:yyyyMMdd}")),
            Family = Family,
            Priority = silence.Priority,
            RaisedAt = now,
            DueBy = ladder.DueBy(silence.Priority, now, hours),
            Facts = [new AlertFact(silence.Text, facts, $"{Family}, {protocol.Id} {protocol.Version} ({silence.Source})")],
        };
    }

    private static Author By(string silence) => new(Roles.Bot, "", $"{Family}/{silence}");
}

/// <summary>What days without a check-in call for, as the protocol says it.</summary>
/// <param name="NudgeAt">Local time of the nudge on the day after a missed one: another hour than the invitation's.</param>
/// <param name="CallAfter">After so many missed days in a row a human calls.</param>
/// <param name="Priority">Of the alert that asks for the call.</param>
/// <param name="Nudge">Text key of the nudge.</param>
/// <param name="Text">Text key of why to call.</param>
/// <param name="Source">The name of where this comes from.</param>
public sealed record Silence(TimeOnly NudgeAt, int CallAfter, AlertPriority Priority, string Nudge, string Text, string Source);
