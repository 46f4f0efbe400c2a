using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Mail;
using CareBot.Care.Outreach;
using CareBot.Care.Referrals;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.Voice.Understanding;
using CareBot.Tests.Architecture;
using CareBot.Tests.Referrals;
using CareBot.Tests.Voice;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

/// <summary>A machine in Thailand, where this year is 2569: the same ids, the same days.</summary>
public sealed partial class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public CultureTests()
    {
        CultureInfo.CurrentCulture = new CultureInfo("th-TH");
        // Else the machine knows no cultures, and this would prove nothing.
        Assert.Equal("2569", new DateOnly(2026, 3, 2).ToString("yyyy", CultureInfo.CurrentCulture));
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    [Fact]
    public void What_is_due_has_the_same_id_everywhere()
    {
        var invited = Assert.Single(new CheckInInvitations(Protocols).Due(Rosa, Lakeside, At("2026-03-02 09:00")));
        Assert.Equal($"outreach:checkin:{CheckIns.Patient.Protocol.Id}:20260302", invited.Id);

        var emergency = Raised with { Priority = AlertPriority.P0, EmergencyClass = "E911", Watch = new Watch(Unanswered: true) };
        var asked = new AlertNotices(Ladder).Due(Rosa with { OpenAlerts = [emergency] }, Lakeside, At("2026-03-02 09:01")).OfType<OutreachItem.CheckOnPatient>();
        Assert.Equal("outreach:check:a1:20260302150000", Assert.Single(asked).Id);

        var stuck = Cases.Sent with { Service = Cases.Sent.Service with { Email = null } };
        var shown = new ReferralClocks(Cases.Policy, new MailSwitch(false)).Due(Rosa with { Referrals = [stuck] }, Lakeside, Cases.Now.AddDays(8)).OfType<ShowReferral>();
        Assert.Equal("outreach:referral-stuck:r1:202603091600", Assert.Single(shown).Id);
    }

    [Fact]
    public void A_day_of_the_month_is_that_day_everywhere()
    {
        var read = new VisitTimes(DateReader.Load(Content.Root)).Read("on the 15th", "en", new DateTime(2026, 3, 2, 12, 0, 0));
        Assert.Equal(new DateOnly(2026, 3, 15), Assert.Single(read).From);
    }

    [Fact]
    public void No_date_is_written_into_an_id_or_a_file_in_the_ways_of_the_machine()
    {
        var written = new[] { "src", "dialogs" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetFileName(file)}:{i + 1}", Line: line)))
            .Where(one => DateInWords().IsMatch(one.Line) && !one.Line.Contains("InvariantCulture", StringComparison.Ordinal) && !one.Line.Contains("Line($", StringComparison.Ordinal));
        Assert.Empty(written.Select(one => one.Place));
    }

    [GeneratedRegex("""\$"[^"]*\{[^{}":]+:(?:[yMdHms][^{}"]*|[OoRrsuUtTfFgG])\}""")]
    private static partial Regex DateInWords();
}
