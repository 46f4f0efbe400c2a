using CareBot.Care.Alerts;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>A daughter who books for her mother: only while the mother lets her, and never under the mother's name.</summary>
public sealed class FamilyBookingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_daughter_books_moves_confirms_and_cancels_stands_on_the_chart_under_her_name_on_her_mothers_behalf()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        await bot.SayAllAsync("jo", "book an appointment with Shah on Thursday", "1", "yes", "no", "move it", "2", "yes", "confirm", "cancel it", "yes");
        var entries = await bot.Get<Charts>().EntriesAsync(new PatientId("dot"), KeyRange.StartingWith("appointment:"), 100, CareJson.Default.AppointmentEvent, Cancelled);
        Assert.Equal(["booked", "moved", "confirmed", "cancelled"], entries.Select(entry => entry.What));
        Assert.All(entries, entry => Assert.Equal((Roles.Family, "jo", "dot"), (entry.By.Role, entry.By.Id, entry.By.OnBehalfOf)));
        var family = await bot.Get<Charts>().EntriesAsync(new PatientId("dot"), KeyRange.StartingWith("family:jo:"), 100, CareJson.Default.FamilyEvent, Cancelled);
        Assert.Equal(["known", "allowed"], family.Select(entry => entry.What));
        Assert.Equal((Roles.Patient, "dot"), (family[1].By.Role, family[1].By.Id));
    }

    [Theory]
    [InlineData("book an appointment with Shah on Thursday")]
    [InlineData("my appointments")]
    [InlineData("cancel it")]
    public async Task Without_the_mothers_word_she_is_refused_kindly_and_learns_nothing_of_the_visits(string words)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "book an appointment with Shah on Thursday at 10", "1", "yes", "no");
        var answer = (await bot.SayAsync("jo", words)).Text;
        Assert.Contains("Dot has not told me that you may", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Shah", answer, StringComparison.Ordinal);
        Assert.Single((await bot.ChartAsync("dot")).Appointments);
    }

    [Fact]
    public async Task Once_the_mother_ends_it_a_booking_in_the_middle_ends_too_and_its_time_is_free()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        await bot.SayAllAsync("jo", "book an appointment with Shah on Thursday at 10", "1");
        await bot.SayAsync("dot", "stop letting Jo book");
        Assert.Contains("has not told me", (await bot.SayAsync("jo", "yes")).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("dot")).Appointments);
        Assert.Contains("at 10 am", (await bot.SayAsync("walt", "book an appointment with Shah on Thursday at 9")).Text.Replace("at 9 am", "at 10 am", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_speaks_for_a_patient_by_typing_their_name()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes", "book an appointment with Shah on Thursday at 10", "1", "yes", "no");
        foreach (var words in new[] { "cancel dot|thursday", "move dot|Thursday", "dot|cancel it" })
        {
            Assert.DoesNotContain("Shah", (await bot.SayAsync("walt", words)).Text, StringComparison.Ordinal);
        }

        Assert.Single((await bot.ChartAsync("dot")).Appointments);
    }

    [Fact]
    public async Task An_emergency_that_a_daughter_types_reaches_the_staff_with_her_name_and_her_mothers()
    {
        await using var bot = new BotFixture();
        Assert.Contains("911", (await bot.SayAsync("jo", "my mother has chest pain and cannot breathe")).Text, StringComparison.Ordinal);
        var nameless = EmergencyDesk.NamelessIn("emulator", BotFixture.Conversation("jo"));
        var chart = (await bot.Get<Charts>().OpenAsync(nameless, Cancelled)).Summary;
        Assert.Equal("Jo Mercer, for Dot Mercer", chart.Name.Full);
        Assert.Equal(AlertPriority.P0, Assert.Single(chart.OpenAlerts).Priority);
    }

    [Fact]
    public async Task A_family_member_whom_nobody_has_let_do_anything_may_do_nothing()
    {
        await using var bot = new BotFixture();
        var (member, chart) = (await bot.Get<FamilyDesk>().FindAsync("jo", Cancelled))!.Value;
        Assert.Equal(("dot", false), (chart.Patient.Value, member.MayBook));
        await bot.Get<FamilyDesk>().AddAsync(new PatientId("dot"), member with { May = [FamilyScopes.Visits] }, new Author(Roles.Bot, "", "again"), bot.Clock.GetUtcNow(), Cancelled);
        Assert.False((await bot.Get<FamilyDesk>().FindAsync("jo", Cancelled))!.Value.Member.MayBook);
    }
}
