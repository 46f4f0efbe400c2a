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

    [Theory]
    [InlineData("patients discharged last week", 7)]
    [InlineData("who was discharged in the last 14 days", 14)]
    [InlineData("patients out of the hospital for 2 weeks", 14)]
    [InlineData("recently discharged patients", 30)]
    [InlineData("patients discharged last year", 365)]
    [InlineData("patients discharged today", 0)]
    [InlineData("who was discharged yesterday", 1)]
    [InlineData("pacientes con alta la semana pasada", 7)]
    [InlineData("pacientes dados de alta en los últimos 3 meses", 90)]
    public void A_discharge_is_asked_for_in_days(string said, int days)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Asks: true, IsWhole: true });
        Assert.Equal(days, request.Filter.DischargedDays);
        Assert.Null(request.Filter.SilentDays);
    }

    [Theory]
    [InlineData("patients over 65", 65, null)]
    [InlineData("who is older than 80 and red", 80, null)]
    [InlineData("patients over 40 and under 60 years old", 40, 60)]
    [InlineData("pacientes mayores de 65 años", 65, null)]
    [InlineData("pacientes menores de 30", null, 30)]
    public void An_age_is_asked_for_in_years(string said, int? over, int? under)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Asks: true, IsWhole: true });
        Assert.Equal((over, under), (request.Filter.OlderThan, request.Filter.YoungerThan));
    }

    [Fact]
    public void Each_number_is_of_what_it_stands_by()
    {
        Assert.True(Reader.Read("patients over 65 discharged in 14 days with no check-in in 3 days") is { IsWhole: true, Filter: { OlderThan: 65, DischargedDays: 14, SilentDays: 3 } });
        Assert.True(Reader.Read("patients 3 days without a check-in, discharged last month") is { IsWhole: true, Filter: { DischargedDays: 30, SilentDays: 3 } });
    }

    [Theory]
    [InlineData("who has no follow-up booked", true, false)]
    [InlineData("red or yellow patients not acknowledged", false, true)]
    [InlineData("pacientes sin cita", true, false)]
    [InlineData("pacientes con alertas sin confirmar", false, true)]
    public void What_is_still_to_do_is_asked_for(string said, bool visit, bool acknowledge)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Asks: true, IsWhole: true });
        Assert.Equal((visit, acknowledge), (request.Filter.WithoutVisit, request.Filter.Unacknowledged));
    }

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
    [InlineData("patients with PHQ9 over 9", "phq9")]
    [InlineData("patients over the hill", "over hill")]
    [InlineData("patients over 65 over 80", "over 80")]
    [InlineData("patients not heard from for over 3 days", "over")]
    [InlineData("yellow patients 5", "5")]
    [InlineData("patients last week", "last week")]
    [InlineData("patients not heard from in 3 days 4", "4")]
    [InlineData("patients discharged in the last 2 years", "years")]
    [InlineData("patients discharged this year", "this year")]
    public void What_is_not_known_is_said_back_and_never_dropped(string said, string unknown)
    {
        Assert.False(Reader.Read(said).IsWhole);
        Assert.Equal(unknown, string.Join(' ', Reader.Read(said).Unknown));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("why is Rosa yellow")]
    [InlineData("who has no number booked")]
    public void Other_messages_are_not_taken_for_a_list(string said) => Assert.False(Reader.Read(said) is { Asks: true, IsWhole: true });
}
