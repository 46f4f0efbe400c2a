using System.Globalization;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Tests.Host;

namespace CareBot.Tests.Caseload;

public sealed class WhoIsMeantTests
{
    private static readonly CaseloadRow[] Rows = [Row("kim-1", "Kim", "Abbott"), Row("kim-2", "Kim", "Barrera"), Row("rosa", "Rosa", "Delgado"), Row("jose", "José", "Núñez"), Row("mary", "Mary", "O'Brien"), Row("ana", "Ana", "García-López")];

    [Theory]
    [InlineData("Rosa", "rosa")]
    [InlineData("rosa delgado", "rosa")]
    [InlineData("Delgdao", "rosa")]
    [InlineData("Rosa Delgadoo", "rosa")]
    [InlineData("jose nunez", "jose")]
    [InlineData("Kim", "kim-1 kim-2")]
    [InlineData("Kim Barera", "kim-2")]
    [InlineData("O'Brien", "mary")]
    [InlineData("obrien", "mary")]
    [InlineData("Mary O’Brien", "mary")]
    [InlineData("garcia lopez", "ana")]
    [InlineData("García-López", "ana")]
    [InlineData("Ro", "")]
    [InlineData("Rose", "")]
    public void A_name_means_whoever_has_it_and_a_slip_of_the_finger_is_mended(string said, string patients) =>
        Assert.Equal(patients, string.Join(' ', WhoIsMeant.Among(Rows, said).Select(row => row.Patient.Value)));

    [Theory]
    [InlineData("rosa has chest pain", "rosa")]
    [InlineData("Mr Núñez's daughter says he fell", "jose")]
    [InlineData("kim fell", "kim-1 kim-2")]
    [InlineData("kim barrera fell", "kim-2")]
    [InlineData("he may be bleeding, the stool is black", "")]
    [InlineData("May Black is bleeding", "may")]
    [InlineData("may i call", "")]
    [InlineData("somebody fell", "")]
    [InlineData("Jo says that visitor fell", "")]
    public void A_sentence_names_whoever_of_whose_name_most_is_said_and_nobody_by_an_ordinary_word(string said, string patients) =>
        Assert.Equal(patients, string.Join(' ', WhoIsMeant.NamedIn([.. Rows, Row("may", "May", "Black"), Row("visitor-1", "Jo", "Visitor") with { Nameless = true }], said, (word, _) => word is "may" or "black").Select(row => row.Patient.Value)));

    [Theory]
    [InlineData("walt until friday", "walt", "until friday")]
    [InlineData("walt novak for 3 days", "walt novak", "for 3 days")]
    [InlineData("rosa hasta el viernes", "rosa", "hasta el viernes")]
    [InlineData("walt", "walt", "")]
    [InlineData("now", "now", "")]
    public void What_goes_on_behind_a_name_is_no_part_of_it(string words, string name, string behind) => Assert.Equal((name, behind), WhoIsMeant.Cut(words));

    [Theory]
    [InlineData("is rosa yelow", "rosa")]
    [InlineData("rosa", "rosa")]
    [InlineData("esta rosa en amarilo", "rosa")]
    [InlineData("green", "green")]
    public void The_colour_is_no_part_of_the_name(string said, string name) => Assert.Equal(name, WhoIsMeant.NameIn(said, ["yellow", "green", "amarillo"]));

    [Theory]
    [InlineData("no show Kim", "kim", "no show Kim Abbott")]
    [InlineData("family of José: Al E, son", "jose", "family of Kim Abbott: Al E, son")]
    [InlineData("cancel Walt's visit", "walt", "cancel Kim Abbott visit")]
    [InlineData("book Kim Barrera with Shah Tuesday", "kim barrera", "book Kim Abbott with Shah Tuesday")]
    public void Where_two_have_the_name_the_message_is_offered_for_each(string said, string name, string offered) =>
        Assert.Equal([offered], WhoIsMeant.Offers(said, name, ["Kim Abbott"]));

    [Theory]
    [InlineData("Kim Escobar (born March 1962)", "first")]
    [InlineData("kim escobar march 1962", "first")]
    [InlineData("kim escobar nac. marzo de 1962", "first")]
    [InlineData("Kim 14 de marzo de 1962", "first")]
    [InlineData("escobar 3/14/1962", "first")]
    [InlineData("Kim Escobar 1971-08", "second")]
    [InlineData("Kim Escobar (third)", "third")]
    [InlineData("third", "third")]
    [InlineData("Kim Escobar", "first second third")]
    [InlineData("Kim Escobar March 1963", "")]
    [InlineData("Kim Escobar 1962", "")]
    [InlineData("Kim Escobar yesterday", "")]
    public void People_of_one_name_are_told_apart_by_when_they_were_born_or_by_their_id(string said, string patients)
    {
        CaseloadRow[] rows = [Kim("first", "1962-03-14"), Kim("second", "1971-08-02"), Kim("third", null)];
        Assert.Equal(patients, string.Join(' ', WhoIsMeant.Exactly(rows, said).Select(row => row.Patient.Value)));
    }

    [Theory]
    [InlineData("walt", true)]
    [InlineData("amina", false)]
    public async Task A_press_opens_whom_words_open_and_nobody_else(string patient, bool opens)
    {
        await using var bot = new BotFixture();
        await bot.RunOutreachAsync();
        var before = (await bot.TranscriptAsync("maria")).Count;
        await bot.SendAsync(Presses.Patient("maria", patient));
        // The card opens beside the one that was pressed.
        var pressed = (await bot.TranscriptAsync("maria")).Skip(before).SelectMany(sent => sent.Attachments ?? []).ToList();
        var said = await bot.SayAsync("maria", $"why {patient}");
        var name = (await bot.ChartAsync(patient)).Name.Full;
        Assert.Equal((opens, opens), (pressed.Exists(card => card.Content?.ToString()?.Contains(name, StringComparison.Ordinal) == true), said.Body.Contains(name, StringComparison.Ordinal)));
    }

    private static CaseloadRow Row(string id, string given, string family) =>
        new() { Patient = new PatientId(id), Name = new PersonName(given, family), Language = "en", TimeZone = "America/Chicago" };

    private static CaseloadRow Kim(string id, string? born) =>
        Row(id, "Kim", "Escobar") with { BornOn = born is null ? null : DateOnly.Parse(born, CultureInfo.InvariantCulture) };
}
