using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Tests.Host;

namespace CareBot.Tests.Caseload;

public sealed class WhoIsMeantTests
{
    private static readonly CaseloadRow[] Rows = [Row("kim-1", "Kim", "Abbott"), Row("kim-2", "Kim", "Barrera"), Row("rosa", "Rosa", "Delgado"), Row("jose", "José", "Núñez")];

    [Theory]
    [InlineData("Rosa", "rosa")]
    [InlineData("rosa delgado", "rosa")]
    [InlineData("Delgdao", "rosa")]
    [InlineData("Rosa Delgadoo", "rosa")]
    [InlineData("jose nunez", "jose")]
    [InlineData("Kim", "kim-1 kim-2")]
    [InlineData("Kim Barera", "kim-2")]
    [InlineData("Ro", "")]
    [InlineData("Rose", "")]
    public void A_name_means_whoever_has_it_and_a_slip_of_the_finger_is_mended(string said, string patients) =>
        Assert.Equal(patients, string.Join(' ', WhoIsMeant.Among(Rows, said).Select(row => row.Patient.Value)));

    [Theory]
    [InlineData("is rosa yelow", "rosa")]
    [InlineData("rosa", "rosa")]
    [InlineData("esta rosa en amarilo", "rosa")]
    [InlineData("green", "green")]
    public void The_colour_is_no_part_of_the_name(string said, string name) => Assert.Equal(name, WhoIsMeant.NameIn(said, ["yellow", "green", "amarillo"]));

    [Fact]
    public void Where_two_have_the_name_the_message_is_offered_for_each() =>
        Assert.Equal(["no show Kim Abbott", "no show Kim Barrera"], WhoIsMeant.Offers("no show Kim", "kim", Rows[..2]));

    [Fact]
    public async Task No_show_of_two_people_of_one_name_offers_both()
    {
        await using var bot = new BotFixture();
        foreach (var family in new[] { "Abbott", "Barrera" })
        {
            var walt = await bot.ChartAsync("walt");
            await bot.Get<EnrolDesk>().AdmitAsync(walt with { Patient = new PatientId($"kim-{family}"), Name = new PersonName("Kim", family) }, bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        }

        await bot.RunOutreachAsync();
        var asked = await bot.SayAsync("maria", "no show Kim");
        Assert.Contains("no show Kim Abbott", asked.Body, StringComparison.Ordinal);
        Assert.Contains("no show Kim Barrera", asked.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("walt", true)]
    [InlineData("amina", false)]
    public async Task A_press_opens_whom_words_open_and_nobody_else(string patient, bool opens)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        var pressed = await bot.SendAsync(Presses.Patient("maria", patient));
        var said = await bot.SayAsync("maria", $"why {patient}");
        var name = (await bot.ChartAsync(patient)).Name.Full;
        Assert.Equal((opens, opens), (pressed.Body.Contains(name, StringComparison.Ordinal), said.Body.Contains(name, StringComparison.Ordinal)));
    }

    private static CaseloadRow Row(string id, string given, string family) =>
        new() { Patient = new PatientId(id), Name = new PersonName(given, family), Language = "en", TimeZone = "America/Chicago" };
}
