using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class SecondOpinionTests
{
    private const string Rules = """
        {"version":"1","source":"s","signatory":"n","language":"en","lists":{"not":["no"],"chest":["chest"],"ordinary":["appointment"]},
         "rules":[{"id":"chest-pain","class":"E911","title":"t","source":"s","say":{"en":["chest hurts"]}}]}
        """;

    [Fact]
    public void It_adds_a_flag_that_no_rule_heard() => Assert.Equal(SafetyClass.E911, Listen("my lips are blue").ActOn);

    [Fact]
    public void It_takes_no_flag_away() => Assert.Equal(["chest-pain"], Listen("chest hurts fine").Rules.Select(rule => rule.Id));

    [Theory]
    [InlineData("pale", null)]
    [InlineData("pale lips", Certainty.Now)]
    [InlineData("pale lips after my appointment", Certainty.AskNow)]
    [InlineData("pale lips at 150/90", Certainty.AskNow)]
    public void It_acts_from_its_limit_on_and_only_asks_about_ordinary_requests_and_blood_pressures(string text, Certainty? expected) => Assert.Equal(expected, Listen(text).Certainty);

    [Fact]
    public void What_is_denied_weighs_otherwise() => Assert.Null(Listen("no lips").Class);

    [Fact]
    public void The_class_with_most_over_its_limit_is_the_one() => Assert.Equal(SafetyClass.E988, Listen("lips goodbye").ActOn);

    [Theory]
    [InlineData(""" "sureFrom":[1] """, "/secondOpinion/sureFrom")]
    [InlineData(""" "classes":["E911","E911X"] """, "/secondOpinion/classes")]
    [InlineData(""" "weights":{"w:lips":[100]} """, "/secondOpinion/weights/w:lips")]
    public void Lists_of_another_length_than_the_classes_are_refused_by_their_place(string instead, string place) =>
        Assert.Contains(place, Assert.Throws<ContentException>(() => Compile(Opinion(instead))).Message, StringComparison.Ordinal);

    private static Heard Listen(string text) => Compile(Opinion("")).Listen(text, RedFlagContext.Unknown);

    private static RedFlagListener Compile(string opinion) =>
        new(RedFlagLexicon.Parse([("rules.json", Encoding.UTF8.GetBytes(Rules)), ("second-opinion.json", Encoding.UTF8.GetBytes(opinion))]));

    /// <summary>Later members of the same name win.</summary>
    private static string Opinion(string instead) => $$$"""
        {"version":"1","source":"s","signatory":"n","secondOpinion":{
          "classes":["E911","E988"],"start":[-1,-1],"sureFrom":[0.5,0.5],
          "weights":{"w:lips":[200,0],"w-:lips":[0,0],"w:goodbye":[0,400],"w:pale":[100,0],"w:fine":[-500,-500]}
          {{{(instead.Length == 0 ? "" : "," + instead)}}}}}
        """;
}
