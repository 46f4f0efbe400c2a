using System.Text;
using CareBot.Care.CheckIns;
using CareBot.Care.CheckIns.Rules;
using CareBot.Care.Content;

namespace CareBot.Tests.CheckIns;

public sealed class ProtocolContentTests
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(Patient.Folder(), "protocols", "heart-failure.protocol.json"));

    private static string Refusal(string was, string becomes)
    {
        Assert.Contains(was, Shipped, StringComparison.Ordinal);
        var at = Shipped.IndexOf(was, StringComparison.Ordinal);
        var changed = string.Concat(Shipped.AsSpan(0, at), becomes, Shipped.AsSpan(at + was.Length));
        return Assert.Throws<ContentException>(
            () => CheckInProtocol.Load(Encoding.UTF8.GetBytes(changed), "heart-failure.protocol.json")).Message;
    }

    [Theory]
    [InlineData("\"value\": 3, \"unit\"", "\"value\": \"2,0\", \"unit\"",
        "#/rules/1/threshold/value: is \"2,0\"; write a number with a point: 2.0")]
    [InlineData("\"value\": 3, \"unit\"", "\"value\": \"two\", \"unit\"",
        "#/rules/1/threshold/value: is \"two\"; write a number, without quotes: 2.0")]
    [InlineData("\"value\": 3, \"unit\"", "\"value\": 0, \"unit\"", "#/rules/1/threshold/value: is 0; write a number above zero")]
    [InlineData("\"value\": 3, \"unit\"", "\"value\": -3, \"unit\"", "#/rules/1/threshold/value: is -3; write a number above zero")]
    [InlineData("\"value\": 3, \"unit\": \"lb\"", "\"value\": 3, \"unit\": \"stone\"", "#/rules/1/threshold/unit: is \"stone\"; write one of: lb, kg")]
    [InlineData("\"value\": 3, \"unit\": \"lb\"", "\"value\": 3", "#/rules/1/threshold/unit: is missing; write the number's unit")]
    public void A_threshold_is_a_number_above_zero_in_a_known_unit(string was, string becomes, string refusal) =>
        Assert.Equal("heart-failure.protocol.json" + refusal, Refusal(was, becomes));

    [Theory]
    [InlineData("\"version\": \"2\",", "", "#/version: is missing; write the version of this content in quotes: \"1\"")]
    [InlineData("\"version\": \"2\"", "\"version\": 1", "#/version: is 1; write words in quotes")]
    [InlineData("\"version\": \"2\"", "\"version\": \" \"", "#/version: is \" \"; write words in quotes")]
    [InlineData("\"sources\": [", "\"sauces\": [", "#/sources: is missing; name where the numbers come from")]
    [InlineData("\"signatory\": {", "\"signed\": {", "#/signatory: is missing; name who answers for the content: role, name, date")]
    [InlineData("\"role\": \"medical director\", ", "", "#/signatory/role: is missing; write the role that answers for the content")]
    [InlineData("\"date\": null", "\"date\": \"3/2/2026\"", "#/signatory/date: is \"3/2/2026\"; write a day as year-month-day: 2026-03-02")]
    public void Version_sources_and_signatory_are_not_left_out(string was, string becomes, string refusal) =>
        Assert.Equal("heart-failure.protocol.json" + refusal, Refusal(was, becomes));

    [Theory]
    [InlineData("\"linkId\": \"breath\"", "\"linkId\": \"weight\"", "#/questions/2/linkId: is \"weight\"; it is there already, write a name of its own")]
    [InlineData("\"value\": \"fainted\", \"text\"", "\"value\": \"chest-pain\", \"text\"",
        "#/questions/1/choices/3/value: is \"chest-pain\"; it is there already, write a name of its own")]
    [InlineData("\"kind\": \"yesno\"", "\"kind\": \"slider\"", "#/questions/2/kind: is \"slider\"; write one of: quantity, choice, yesno")]
    [InlineData("\"lowest\": 50,", "\"lowest\": 800,", "#/questions/0/units/0/highest: is 700; write a number above 'lowest'")]
    [InlineData("\"lowest\": 22.7", "\"lowest\": 27.2",
        "#/questions/0/units: is a list; write the same range in every unit: that of lb is not that of kg")]
    [InlineData("\"toCanonical\": 0.45359237", "\"toCanonical\": 2.2",
        "#/questions/0/units: is a list; write the same range in every unit: that of lb is not that of kg")]
    [InlineData("\"canonicalUnit\": \"kg\"", "\"canonicalUnit\": \"g\"", "#/questions/0/canonicalUnit: is \"g\"; write one of the units above: lb, kg")]
    [InlineData("\"canonicalUnit\": \"kg\"", "\"canonicalUnit\": \"lb\"",
        "#/questions/0/canonicalUnit: is \"lb\"; write toCanonical 1 for this unit, or name another")]
    [InlineData("\"several\": true", "\"several\": \"yes\"", "#/questions/1/several: is \"yes\"; write true or false, without quotes")]
    public void A_question_says_one_thing_once(string was, string becomes, string refusal) =>
        Assert.Equal("heart-failure.protocol.json" + refusal, Refusal(was, becomes));

    [Theory]
    [InlineData("\"question\": \"weight\",\n      \"direction\"", "\"question\": \"wieght\",\n      \"direction\"",
        "#/rules/1/question: is \"wieght\"; write one of: weight, danger, breath, swelling, night, feeling")]
    [InlineData("\"question\": \"weight\",\n      \"direction\"", "\"question\": \"breath\",\n      \"direction\"",
        "#/rules/1/question: is \"breath\"; name a question of kind quantity")]
    [InlineData("\"kind\": \"change-over-hours\"", "\"kind\": \"change-over-ours\"",
        "#/rules/1/kind: is \"change-over-ours\"; write one of: change-over-hours, change-in-days, distance-from-personal, any-of")]
    [InlineData("\"direction\": \"rise\"", "\"direction\": \"up\"", "#/rules/1/direction: is \"up\"; write one of: rise, fall")]
    [InlineData("\"toHours\": 36", "\"toHours\": 12", "#/rules/1/toHours: is 12; write more hours than 'fromHours'")]
    [InlineData("\"fromHours\": 12", "\"fromHours\": 1.5", "#/rules/1/fromHours: is 1.5; write a whole number from 1 to 1000")]
    [InlineData("\"days\": 7", "\"days\": 0", "#/rules/2/days: is 0; write a whole number from 1 to 1000")]
    [InlineData("\"orPersonal\": \"discharge-weight\"", "\"orPersonal\": \"dischargeWeight\"",
        "#/rules/2/orPersonal: is \"dischargeWeight\"; write one of: dry-weight, discharge-weight")]
    [InlineData("\"severity\": \"red\"", "\"severity\": \"green\"", "#/rules/0/severity: is \"green\"; write one of: yellow, red")]
    [InlineData("\"id\": \"d7\"", "\"id\": \"d1\"", "#/rules/2/id: is \"d1\"; it is there already, write a name of its own")]
    [InlineData("\"source\": \"judgement\"", "\"source\": \"hearsay\"", "#/rules/3/source: is \"hearsay\"; write one of: zone-sheets, judgement, silence")]
    [InlineData("{ \"question\": \"danger\", \"value\": \"fainted\" }", "{ \"question\": \"danger\", \"value\": \"faint\" }",
        "#/rules/0/answers/3/value: is \"faint\"; write one of: breathless-at-rest, chest-pain, pink-foam, fainted, new-confusion, new-heartbeat, none")]
    [InlineData("{ \"question\": \"danger\", \"value\": \"fainted\" }", "{ \"question\": \"weight\", \"value\": \"180\" }",
        "#/rules/0/answers/3/value: is \"180\"; a quantity has no values to choose; name a choice or yesno question")]
    [InlineData("\"greenDaysInARow\": 2", "\"greenDaysInARow\": 0", "#/returnToGreen/greenDaysInARow: is 0; write a whole number from 1 to 1000")]
    public void A_rule_speaks_of_what_the_protocol_has(string was, string becomes, string refusal) =>
        Assert.Equal("heart-failure.protocol.json" + refusal, Refusal(was, becomes));

    [Theory]
    [InlineData("\"fromHours\": 12", "\"frmHours\": 3, \"fromHours\": 12", "#/rules/1/frmHours: is not known here; remove it or write one of: ")]
    [InlineData("\"id\": \"heart-failure\"", "\"a/b~c\": 1, \"id\": \"heart-failure\"", "#/a~1b~0c: is not known here; remove it or write one of: id, version")]
    [InlineData("\"at\": \"08:00\"", "\"at\": \"8 am\"", "#/schedule/at: is \"8 am\"; write a time of day with 24 hours: 08:00")]
    [InlineData("\"until\": \"20:00\"", "\"until\": \"07:00\"", "#/schedule/until: is \"07:00\"; write a time after 'at'")]
    [InlineData("\"nudgeAt\": \"17:00\"", "\"nudgeAt\": \"20:00\"", "#/silence/nudgeAt: is \"20:00\"; write a time after 'at' and before 'until' of the schedule")]
    [InlineData("\"callAfter\": 2", "\"callAfter\": 0", "#/silence/callAfter: is 0")]
    [InlineData("\"priority\": \"P2\"", "\"priority\": \"soon\"", "#/silence/priority: is \"soon\"; write one of: P0, P1, P2")]
    [InlineData("\"monday\"", "\"moonday\"", "#/schedule/days/0: is \"moonday\"; write one of: sunday, monday")]
    [InlineData("\"safetyQuestion\": \"danger\"", "\"safetyQuestion\": \"dangers\"", "#/safetyQuestion: is \"dangers\"; write one of: weight, danger")]
    [InlineData("\"red\": \"emergency.e911\"", "\"scarlet\": \"emergency.e911\"", "#/zones/red: is missing; write the key of its words")]
    [InlineData("\"schedule\": {", "\"schedule\": [], \"x\": {", "#/schedule: is an empty list; write an object: { ... }")]
    [InlineData("\"id\": \"heart-failure\"", "\"id\": \"heart-failure\", \"id\": \"copd\"", "#: is not JSON")]
    [InlineData("\"id\": \"heart-failure\",", "\"id\": \"heart-failure\"", "#: is not JSON at line 3; ")]
    public void What_cannot_be_meant_is_refused_with_its_place(string was, string becomes, string refusal) =>
        Assert.StartsWith("heart-failure.protocol.json" + refusal, Refusal(was, becomes), StringComparison.Ordinal);

    [Fact]
    public void The_default_ships_for_a_clinician_to_sign() =>
        Assert.Equal(new Signatory("medical director", "unsigned default", null), Patient.Protocol.Signatory);

    [Fact]
    public void The_numbers_are_those_of_the_zone_sheets()
    {
        var thresholds = Patient.Protocol.Rules.Where(rule => rule.Threshold is not null).ToDictionary(rule => rule.Label.Id, rule => rule.Threshold!);
        Assert.Equal(
            new Dictionary<string, Threshold> { ["d1"] = new(3, "lb"), ["d7"] = new(5, "lb"), ["loss7"] = new(5, "lb"), ["dry"] = new(4, "lb") },
            thresholds);
        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(20, 0), 7),
            (Patient.Protocol.Schedule.At, Patient.Protocol.Schedule.Until, Patient.Protocol.Schedule.Days.Count));
        Assert.Equal(8, Patient.Protocol.DaysOfHistory);
    }

    [Fact]
    public void A_check_in_is_at_most_six_taps() => Assert.InRange(Patient.Protocol.Questions.Count, 3, 6);
}
