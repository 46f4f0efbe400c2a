using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Tests.Architecture;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

/// <summary>Calendar files as two independent readers see them: Ical.Net and ical.js.</summary>
public sealed class VisitCalendarTests
{
    private static readonly DateTimeOffset Now = People.At("2026-03-01 09:00");

    private static readonly Appointment Visit = new() { Id = "v1", Provider = "shah", VisitType = "office", Start = People.At("2026-03-10 14:00"), Minutes = 30, Agreed = Now };

    [Fact]
    public void The_same_visit_keeps_its_uid_and_every_change_counts_its_sequence_up()
    {
        var moved = AppointmentRules.Move(Visit, new Slot { Provider = "shah", Start = Visit.Start.AddDays(1), Minutes = 30 }, Practice.By("rosa", "m"), Now);
        var cancelled = AppointmentRules.Cancel(moved, null, Now);
        var read = new[] { File(Visit), File(moved), File(cancelled, CalendarMethod.Cancel) }.Select(Read).ToList();
        Assert.Single(read.Select(one => (string?)one["uid"]).Distinct());
        Assert.Equal([0, 1, 2], read.Select(one => (int)one["sequence"]!));
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], read.Select(one => (string?)one["method"]));
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], read.Select(one => (string?)one["status"]));
    }

    [Theory]
    [InlineData("2026-03-07 09:30", "America/Chicago", "2026-03-07T15:30:00.000Z")]
    [InlineData("2026-03-09 09:30", "America/Chicago", "2026-03-09T14:30:00.000Z")]
    [InlineData("2026-10-31 09:30", "America/Chicago", "2026-10-31T14:30:00.000Z")]
    [InlineData("2026-11-02 09:30", "America/Chicago", "2026-11-02T15:30:00.000Z")]
    [InlineData("2026-07-01 09:30", "America/Phoenix", "2026-07-01T16:30:00.000Z")]
    [InlineData("2026-07-01 09:30", "America/New_York", "2026-07-01T13:30:00.000Z")]
    public void An_independent_reader_sees_the_instant_on_either_side_of_the_clock_change(string local, string zone, string instant)
    {
        var visit = Visit with { Start = People.At(local, zone) };
        var read = Read(VisitCalendar.Write(visit, Practice.Shah, zone, CalendarMethod.Request, "care@example.org", "rosa@example.org", "Appointment: Lakeside Family Practice", Now));
        Assert.Equal(instant, (string?)read["start"]);
        Assert.Equal(zone, (string?)read["zone"]);
    }

    [Fact]
    public void Families_get_it_published_without_being_asked_for_an_answer()
    {
        var read = Read(File(Visit, CalendarMethod.Publish));
        Assert.Equal(("PUBLISH", 0), ((string?)read["method"], (int)read["attendees"]!));
        Assert.Equal(1, (int)Read(File(Visit))["attendees"]!);
    }

    [Fact]
    public void The_title_names_the_office_and_nothing_of_health()
    {
        var file = File(Visit);
        Assert.Contains("SUMMARY:Appointment: Lakeside Family Practice", file, StringComparison.Ordinal);
        Assert.DoesNotContain("primary", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Shah", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_end_with_CRLF_and_are_folded_at_75_octets()
    {
        var office = Practice.Shah with { Location = "Clínica de la Familia, piso 3; entrada por la calle Olmos \\ patio", Address = string.Concat(Enumerable.Repeat("Calle Ñandú 12, ", 10)) };
        var file = VisitCalendar.Write(Visit, office, "America/Chicago", CalendarMethod.Publish, "care@example.org", null, "Cita", Now);
        Assert.DoesNotContain("\n", file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal($"{office.Location}, {office.Address}".Trim(), ((string?)Read(file)["location"])!.Trim());
    }

    [Fact]
    public void It_comes_back_from_Ical_Net_as_it_was_written()
    {
        var calendar = Ical.Net.Calendar.Load(File(Visit))!;
        var entry = Assert.Single(calendar.Events);
        Assert.Equal(("REQUEST", "v1@carebot", 0), (calendar.Method, entry.Uid, entry.Sequence));
        Assert.Equal((Visit.Start.UtcDateTime, Visit.End.UtcDateTime), (entry.Start!.AsUtc, entry.End!.AsUtc));
        Assert.Equal("America/Chicago", Assert.Single(calendar.TimeZones).TzId);
    }

    [Theory]
    [InlineData("ACCEPTED", true)]
    [InlineData("DECLINED", false)]
    public void The_answer_to_an_invitation_is_understood(string answer, bool comes) =>
        Assert.Equal(new CalendarReply("v1", comes, 0, "rosa@example.org"), VisitCalendar.ReadReply($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:v1@carebot\r\nDTSTAMP:20260301T150000Z\r\nATTENDEE;PARTSTAT={answer}:mailto:rosa@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:other@elsewhere\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")]
    public void What_is_no_answer_of_ours_is_none(string text) => Assert.Null(VisitCalendar.ReadReply(text));

    private static string File(Appointment visit, CalendarMethod method = CalendarMethod.Request) =>
        VisitCalendar.Write(visit, Practice.Shah, "America/Chicago", method, "care@example.org", "rosa@example.org", "Appointment: Lakeside Family Practice", Now);

    /// <summary>What ical.js makes of a file.</summary>
    private static JsonNode Read(string file)
    {
        const string Script = """
            const text = require('fs').readFileSync(0, 'utf8');
            import('ical.js').then(({ default: ICAL }) => {
              const calendar = new ICAL.Component(ICAL.parse(text));
              for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
              const part = calendar.getFirstSubcomponent('vevent');
              const event = new ICAL.Event(part);
              console.log(JSON.stringify({
                method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, status: part.getFirstPropertyValue('status'), location: event.location,
                start: event.startDate.toJSDate().toISOString(), zone: event.startDate.zone.tzid, attendees: event.attendees.length,
              }));
            });
            """;
        var start = new ProcessStartInfo("node") { WorkingDirectory = Repository.Path("tests"), RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in new[] { "-e", Script }) start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        node.StandardInput.Write(file);
        node.StandardInput.Close();
        var answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonNode.Parse(answer)!;
    }
}
