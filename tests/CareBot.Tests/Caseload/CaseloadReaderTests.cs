using CareBot.Care.CheckIns;
using CareBot.Dialogs.AskCaseload;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Caseload;

public sealed class CaseloadReaderTests
{
    private static readonly CaseloadReader Reader = CaseloadReader.Load(Content.Root);

    [Theory]
    [InlineData("yellow patients", Zone.Yellow)]
    [InlineData("who is red?", Zone.Red)]
    [InlineData("pacientes en amarillo", Zone.Yellow)]
    [InlineData("¿quién está en rojo?", Zone.Red)]
    [InlineData("patients sin datos", Zone.Unknown)]
    public void A_zone_is_asked_for_in_either_language(string said, Zone zone)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Asks: true, IsWhole: true, Counts: false });
        Assert.Equal([zone], request.Filter.Zones);
    }

    [Theory]
    [InlineData("who is overdue", 2)]
    [InlineData("who is due today", 1)]
    [InlineData("who haven't I heard from in 3 days", 3)]
    [InlineData("patients not heard from for a week", 7)]
    [InlineData("quien no ha hecho su control hoy", 1)]
    [InlineData("pacientes sin control desde hace 4 dias", 4)]
    public void Silence_is_asked_for_in_days(string said, int days)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Asks: true, IsWhole: true });
        Assert.Equal(days, request.Filter.SilentDays);
    }

    [Theory]
    [InlineData("how many patients do I have")]
    [InlineData("cuántos pacientes tengo")]
    public void How_many_is_a_count(string said) => Assert.True(Reader.Read(said) is { Counts: true, IsWhole: true, Filter.IsAll: true });

    [Fact]
    public void Several_kinds_are_read_together()
    {
        var filter = Reader.Read("Spanish speaking heart failure patients in red or yellow with open alerts").Filter;
        Assert.Equal([Zone.Red, Zone.Yellow], filter.Zones);
        Assert.Equal(["es"], filter.Languages);
        Assert.Equal(["heart-failure"], filter.Programmes);
        Assert.True(filter.WithAlerts);
    }

    [Theory]
    [InlineData("high risk patients", "high risk")]
    [InlineData("yellow patients over 80", "over")]
    public void What_is_not_known_is_said_back_and_never_dropped(string said, string unknown)
    {
        Assert.False(Reader.Read(said).IsWhole);
        Assert.Equal(unknown, string.Join(' ', Reader.Read(said).Unknown));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("why is Rosa yellow")]
    [InlineData("who has no follow-up booked")]
    public void Other_messages_are_not_taken_for_a_list(string said) => Assert.False(Reader.Read(said) is { Asks: true, IsWhole: true });
}
