using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Dialogs.Voice.Understanding;
using Microsoft.Recognizers.Text.DataTypes.TimexExpression;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>When somebody wants to come: the days and times that the TIMEX of a message resolve to, in the patient's calendar.</summary>
public sealed class VisitTimes(DateReader dates)
{
    // People are seen by day: "at 3" is three in the afternoon.
    private static readonly TimeOnly Earliest = new(6, 0), Latest = new(21, 0);
    private const int WeeksAhead = 9;

    private static readonly TimeSpan About = TimeSpan.FromMinutes(30);

    /// <returns>Empty where the message names no time ahead.</returns>
    /// <param name="local">Now, as the patient's wall shows it.</param>
    public IReadOnlyList<VisitWindow> Read(string text, string language, DateTime local)
    {
        var phrases = dates.ReadAny(text, language, local);
        var (days, times) = (new List<(DateOnly From, DateOnly Until)>(), new List<(TimeOnly After, TimeOnly Before)>());
        foreach (var timex in phrases.SelectMany(phrase => phrase.Timexes.Distinct()))
        {
            Take(timex, local, days, times);
            // "La tarde" is the afternoon and the evening.
            if (timex.EndsWith("TEV", StringComparison.Ordinal) && language == Voice.Languages.Spanish) Take(timex[..^2] + "AF", local, days, times);
        }

        if (days.Count + times.Count == 0)
        {
            return [];
        }

        if (days.Count == 0)
        {
            // A time alone: any day of the weeks ahead.
            days.Add((DateOnly.FromDateTime(local), DateOnly.FromDateTime(local).AddDays(60)));
        }

        return times.Count == 0
            ? [.. days.Distinct().Select(day => VisitWindow.Days(day.From, day.Until))]
            : [.. days.Distinct().SelectMany(day => times.Distinct().Select(time => new VisitWindow(day.From, day.Until, time.After, time.Before)))];
    }

    /// <summary>The windows, moved by whole weeks into what was asked for before where they lie outside; without times of their own they keep those.</summary>
    public static IReadOnlyList<VisitWindow> Near(IReadOnlyList<VisitWindow> windows, IReadOnlyList<VisitWindow> before) =>
        windows.Count == 1 && windows[0] is var day && day.Until == day.From.AddDays(1)
        && Enumerable.Range(0, WeeksAhead).Select(week => day.From.AddDays(7 * week)).Where(from => before.Any(one => from >= one.From && from < one.Until)).Select(from => (DateOnly?)from).FirstOrDefault() is { } found
            ? [.. before.Where(one => found >= one.From && found < one.Until).Select(one => day with { From = found, Until = found.AddDays(1), After = day.After > one.After ? day.After : one.After, Before = day.Before < one.Before ? day.Before : one.Before })]
            : windows;

    private static void Take(string timex, DateTime local, List<(DateOnly From, DateOnly Until)> days, List<(TimeOnly After, TimeOnly Before)> times)
    {
        var today = DateOnly.FromDateTime(local);
        if (timex.StartsWith("XXXX-XX-", StringComparison.Ordinal) && timex.Length >= 10 && int.TryParse(timex.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var ofMonth))
        {
            var day = Enumerable.Range(0, 62).Select(today.AddDays).First(one => one.Day == ofMonth);
            timex = $"{day:yyyy-MM-dd}{timex[10..]}";
        }

        foreach (var value in TimexResolver.Resolve([timex], local).Values)
        {
            switch (value.Type)
            {
                case "date" when DateOnly.TryParse(value.Value, CultureInfo.InvariantCulture, out var day) && day >= today:
                    days.Add((day, day.AddDays(1)));
                    break;
                case "daterange" when DateOnly.TryParse(value.Start, CultureInfo.InvariantCulture, out var from) && DateOnly.TryParse(value.End, CultureInfo.InvariantCulture, out var until) && until > today:
                    days.Add((from, until));
                    break;
                case "time" when TimeOnly.TryParse(value.Value, CultureInfo.InvariantCulture, out var time):
                    AddTime(time, times);
                    break;
                case "timerange" when TimeOnly.TryParse(value.Start, CultureInfo.InvariantCulture, out var after) && TimeOnly.TryParse(value.End, CultureInfo.InvariantCulture, out var before):
                    times.Add((after, before > after ? before : TimeOnly.MaxValue));
                    break;
                case "datetime" when DateTime.TryParse(value.Value, CultureInfo.InvariantCulture, out var at) && at > local:
                    days.Add((DateOnly.FromDateTime(at), DateOnly.FromDateTime(at).AddDays(1)));
                    AddTime(TimeOnly.FromDateTime(at), times);
                    break;
                case "datetimerange" when DateTime.TryParse(value.Start, CultureInfo.InvariantCulture, out var begin) && DateTime.TryParse(value.End, CultureInfo.InvariantCulture, out var end) && end > local:
                    days.Add((DateOnly.FromDateTime(begin), DateOnly.FromDateTime(begin).AddDays(1)));
                    times.Add((TimeOnly.FromDateTime(begin), end.Date > begin.Date ? TimeOnly.MaxValue : TimeOnly.FromDateTime(end)));
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddTime(TimeOnly time, List<(TimeOnly After, TimeOnly Before)> times)
    {
        if (time >= Earliest && time <= Latest)
        {
            times.Add((time, time.Add(About)));
        }
    }
}
