using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class SecondOpinionTests
{
    private const string Rules = """
        {"version":"1","source":"s","signatory":"n","language":"en","lists":{"not":["no"],"chest":["chest"]},
         "rules":[{"id":"chest-pain","class":"E911","title":"t","source":"s","say":{"en":["chest hurts"]}},
                  {"id":"toe-pain","class":"SAMEDAY","title":"t","source":"s","say":{"en":["toe hurts"]}}]}
        """;

    [Fact]
    public void It_adds_a_flag_that_no_rule_heard() => Assert.Equal(SafetyClass.E911, Listen("my lips are blue").ActOn);

    [Theory]
    [InlineData("you look pale", Certainty.AskSoftly, SafetyClass.E911)]
    [InlineData("you look pale toe hurts", Certainty.Now, SafetyClass.SameDay)]
    [InlineData("you have pale lips toe hurts", Certainty.Now, SafetyClass.E911)]
    public void Where_a_rule_sends_to_a_clinician_today_it_asks_nothing_first_but_may_say_that_it_is_worse(string text, Certainty certainty, SafetyClass leads)
    {
        var heard = Listen(text);
        Assert.Equal((certainty, leads), (heard.Certainty, heard.Class));
    }

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
    public void A_question_weighs_otherwise()
    {
        Assert.Equal(SafetyClass.E911, Listen("are my lips pale").ActOn);
        Assert.Null(Listen("are my lips pale?").ActOn);
    }

    [Fact]
    public void Red_classes_that_are_equally_likely_make_a_message_red_together()
    {
        const string Unsure = """ "start":[0,0,0.5],"askFrom":0,"sureFrom":9,"weights":{"w:my":[0,0,0],"w:are":[0,0,0],"w:you":[0,0,0]} """;
        Assert.NotNull(Compile(Opinion(Unsure)).Listen("you are my", RedFlagContext.Unknown).Class);
        Assert.Null(Compile(Opinion(Unsure.Replace("[0,0,0.5]", "[0,-9,0.5]", StringComparison.Ordinal))).Listen("you are my", RedFlagContext.Unknown).Class);
    }

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
        """ "classes":["E911","SAMEDAY","none"],"todayFrom":0,"weights":{"w:lips":[1600,0,0],"w:sore":[0,900,0],"w:my":[0,0,0],"w:is":[0,0,0],"w:are":[0,0,0]} """)).Listen(text, RedFlagContext.Unknown).ActOn);

    [Theory]
    [InlineData(""" "start":[1] """, "/secondOpinion/start")]
    [InlineData(""" "classes":["E911","E911X","none"] """, "/secondOpinion/classes")]
    [InlineData(""" "classes":["E911","E988","SAFE"] """, "/secondOpinion/classes")]
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
          "classes":["E911","E988","none"],"start":[-1,-1,2],"askFrom":-0.2,"sureFrom":1,
          "weights":{"w:lips":[1600,0,0],"w-:lips":[0,0,0],"w:goodbye":[0,2000,0],"w:pale":[700,0,0],"w:fine":[0,0,500],"?":[0,0,3000],
            "w:my":[0,0,0],"w:are":[0,0,0],"w:you":[0,0,0],"w:look":[0,0,0],"w:have":[0,0,0],"w:at":[0,0,0],"w:now":[0,0,0],"w:say":[0,0,0]}
          {{{(instead.Length == 0 ? "" : "," + instead)}}}}}
        """;
}
