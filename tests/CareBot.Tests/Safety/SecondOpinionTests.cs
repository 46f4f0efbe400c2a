using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class SecondOpinionTests
{
    private const string Rules = """
        {"version":"1","source":"s","signatory":"n","language":"en","lists":{"not":["no"],"chest":["chest"]},
         "rules":[{"id":"chest-pain","class":"E911","title":"t","source":"s","say":{"en":["chest hurts"]}}]}
        """;

    [Fact]
    public void It_adds_a_flag_that_no_rule_heard() => Assert.Equal(SafetyClass.E911, Listen("my lips are blue").ActOn);

    [Fact]
    public void It_takes_no_flag_away() => Assert.Equal(["chest-pain"], Listen("my chest hurts fine").Rules.Select(rule => rule.Id));

    [Theory]
    [InlineData("you look fine", null)]
    [InlineData("you look pale", Certainty.AskSoftly)]
    [InlineData("you have pale lips", Certainty.Now)]
    [InlineData("pale lips at 150/90", Certainty.AskSoftly)]
    public void It_asks_from_one_limit_on_and_acts_from_another_and_only_asks_about_blood_pressures(string text, Certainty? expected) => Assert.Equal(expected, Listen(text).Certainty);

    [Theory]
    [InlineData("lips", null)]
    [InlineData("pale lips", null)]
    [InlineData("pale lips now", SafetyClass.E911)]
    public void It_has_no_opinion_on_one_or_two_words(string text, SafetyClass? expected) => Assert.Equal(expected, Listen(text).ActOn);

    [Theory]
    [InlineData("lips monkey dishwasher", null)]
    [InlineData("my lips monkey", null)]
    [InlineData("my lips are", SafetyClass.E911)]
    public void Where_it_knows_fewer_than_three_words_it_has_no_opinion(string text, SafetyClass? expected) => Assert.Equal(expected, Listen(text).ActOn);

    [Fact]
    public void What_is_denied_weighs_otherwise() => Assert.Null(Listen("there are no lips").Class);

    [Fact]
    public void The_class_for_which_most_speaks_is_the_one() => Assert.Equal(SafetyClass.E988, Listen("my lips say goodbye").ActOn);

    [Fact]
    public void Words_that_say_nothing_weigh_it_down()
    {
        Assert.Equal(Certainty.Now, Listen("my lips are blue").Certainty);
        Assert.Equal(Certainty.AskSoftly, Listen("my lips are blue and my car is red and the house over there is green").Certainty);
    }

    [Theory]
    [InlineData("my toe is sore", SafetyClass.SameDay)]
    [InlineData("my toe is a little sore", null)]
    [InlineData("my lips are sore", SafetyClass.E911)]
    public void What_is_not_red_may_be_for_today(string text, SafetyClass? expected) => Assert.Equal(expected, Compile(Opinion(
        """ "classes":["E911","SAMEDAY"],"todayFrom":0,"weights":{"w:lips":[600,0,600],"w:sore":[0,300,0],"w:my":[0,0,0],"w:is":[0,0,0],"w:are":[0,0,0]} """)).Listen(text, RedFlagContext.Unknown).ActOn);

    [Theory]
    [InlineData(""" "start":[1] """, "/secondOpinion/start")]
    [InlineData(""" "classes":["E911","E911X"] """, "/secondOpinion/classes")]
    [InlineData(""" "askFrom":2 """, "/secondOpinion/askFrom")]
    [InlineData(""" "weights":{"w:lips":[100,100]} """, "/secondOpinion/weights/w:lips")]
    public void Numbers_that_do_not_fit_the_classes_are_refused_by_their_place(string instead, string place) =>
        Assert.Contains(place, Assert.Throws<ContentException>(() => Compile(Opinion(instead))).Message, StringComparison.Ordinal);

    private static Heard Listen(string text) => Compile(Opinion("")).Listen(text, RedFlagContext.Unknown);

    private static RedFlagListener Compile(string opinion) =>
        new(RedFlagLexicon.Parse([("rules.json", Encoding.UTF8.GetBytes(Rules)), ("second-opinion.json", Encoding.UTF8.GetBytes(opinion))]));

    /// <summary>Later members of the same name win.</summary>
    private static string Opinion(string instead) => $$$"""
        {"version":"1","source":"s","signatory":"n","secondOpinion":{
          "classes":["E911","E988"],"start":[-1,-1,-1],"askFrom":-0.2,"sureFrom":1,
          "weights":{"w:lips":[300,0,600],"w-:lips":[0,0,0],"w:goodbye":[0,500,100],"w:pale":[100,0,300],"w:fine":[-500,-500,-500],
            "w:my":[0,0,0],"w:are":[0,0,0],"w:you":[0,0,0],"w:look":[0,0,0],"w:have":[0,0,0],"w:at":[0,0,0],"w:now":[0,0,0],"w:say":[0,0,0]}
          {{{(instead.Length == 0 ? "" : "," + instead)}}}}}
        """;
}
