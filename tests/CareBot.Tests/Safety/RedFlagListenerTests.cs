using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class RedFlagListenerTests
{
    [Theory]
    [InlineData("my arm feels weird and I can't get the words out")]
    [InlineData("my dad won't wake up")]
    [InlineData("there's an elephant sitting on my chest")]
    [InlineData("she's choking and can't get air")]
    [InlineData("siento una opresión en el pecho")]
    [InlineData("se le torció la boca")]
    [InlineData("no logro despertar a mi mamá")]
    public void What_happens_is_heard_without_the_name_of_the_illness(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("my neighbor collapsed")]
    [InlineData("my wife can't breathe")]
    [InlineData("mi hermano no responde")]
    public void An_emergency_of_somebody_else_is_no_smaller(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("my kitchen is full of smoke")]
    [InlineData("there is a fire in my kitchen")]
    [InlineData("smoke is coming out of the wall outlet")]
    [InlineData("se está quemando mi casa")]
    [InlineData("hay mucho humo en la casa")]
    [InlineData("somebody is breaking into my house")]
    [InlineData("there is a burglar downstairs")]
    [InlineData("alguien está entrando a mi casa")]
    [InlineData("hay un ladrón en mi casa")]
    public void Fire_and_somebody_who_breaks_in_are_emergencies(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("we lost everything in a fire and need furniture")]
    [InlineData("smoke is coming into my apartment from my neighbor's cigarettes")]
    [InlineData("do you have free smoke detectors")]
    [InlineData("se me está quemando la comida")]
    [InlineData("el vecino fuma y entra humo a mi apartamento")]
    [InlineData("someone broke into my car")]
    [InlineData("I watched a movie about a stranger in the house")]
    [InlineData("me robaron el carro")]
    public void What_is_over_or_only_sounds_like_it_is_none(string text) => Assert.Null(SafetyContent.Listener.Listen(text, RedFlagContext.Unknown).Class);

    [Theory]
    [InlineData("cant breth")]
    [InlineData("chest pian bad")]
    [InlineData("shes haveing a siezure")]
    [InlineData("heeelp i caaant breathe")]
    [InlineData("no puedo respiarar")]
    [InlineData("le dio una combulsion")]
    public void Misspelt_words_are_heard(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("no puedo breathe")]
    [InlineData("my abuela tiene dolor in her chest")]
    [InlineData("mi hijo is having a seizure")]
    public void Two_languages_in_one_sentence_are_heard(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("sugar is 42")]
    [InlineData("azúcar en 42")]
    [InlineData("170/115 and I'm pregnant")]
    [InlineData("170 over 115 and I'm pregnant")]
    [InlineData("170 sobre 115 y estoy embarazada")]
    [InlineData("100.8 on chemo")]
    [InlineData("fiebre de 38,9 y estoy en quimio")]
    [InlineData("38.5 my 2 month old")]
    [InlineData("oxygen is 82")]
    [InlineData("my heart rate is 150")]
    public void Numbers_with_their_units_are_understood(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("sugar is 53", SafetyClass.E911)]
    [InlineData("sugar is 54", SafetyClass.SameDay)]
    [InlineData("sugar is 69", SafetyClass.SameDay)]
    [InlineData("sugar is 70", null)]
    [InlineData("sugar is 299", null)]
    [InlineData("sugar is 300", SafetyClass.SameDay)]
    [InlineData("bp 179/119 and my vision is blurry", null)]
    [InlineData("bp 180/100 and my vision is blurry", SafetyClass.E911)]
    [InlineData("bp 180/100", SafetyClass.SameDay)]
    [InlineData("139/89 and I'm pregnant", null)]
    [InlineData("139/90 and I'm pregnant", SafetyClass.SameDay)]
    [InlineData("159/109 and I'm pregnant", SafetyClass.SameDay)]
    [InlineData("160/90 and I'm pregnant", SafetyClass.E911)]
    public void A_threshold_counts_from_the_number_itself(string text, SafetyClass? expected) => Assert.Equal(expected, SafetyContent.Listen(text).ActOn);

    [Theory]
    [InlineData("took an extra tylenol for my knee", null)]
    [InlineData("me tomé un tylenol de más para la rodilla", null)]
    [InlineData("took an extra tylenol", SafetyClass.E911)]
    [InlineData("I took an extra tylenol and then the whole bottle of percocet", SafetyClass.E911)]
    public void One_tablet_more_with_a_reason_is_no_overdose(string text, SafetyClass? expected) => Assert.Equal(expected, SafetyContent.Listen(text).ActOn);

    [Theory]
    [InlineData("I have a plan for tonight")]
    [InlineData("they'd be better off without me")]
    [InlineData("goodbye everyone, you won't hear from me again")]
    [InlineData("the voices keep telling me to jump")]
    [InlineData("I'm going to kill my neighbor")]
    [InlineData("no quiero seguir viviendo")]
    [InlineData("ya no puedo más")]
    [InlineData("estarían mejor sin mí")]
    public void A_wish_to_die_is_heard_in_plain_words_and_in_hints(string text) => ActsOn(SafetyClass.E988, text);

    [Theory]
    [InlineData("he won't let me leave and took my phone")]
    [InlineData("I'm scared to go home")]
    [InlineData("no heat and it's freezing")]
    [InlineData("I'm out of insulin")]
    [InlineData("mi marido me pega")]
    [InlineData("no tengo dónde dormir esta noche")]
    public void Violence_and_needs_of_today_are_heard(string text) => ActsOn(SafetyClass.Safe, text);

    [Theory]
    [InlineData("no chest pain")]
    [InlineData("I don't think I have chest pain")]
    [InlineData("denies chest pain, shortness of breath or fainting")]
    [InlineData("my chest doesn't hurt")]
    [InlineData("I'm not suicidal")]
    [InlineData("sin dolor de pecho")]
    [InlineData("no tengo dolor de pecho ni falta de aire")]
    [InlineData("no quiero morir")]
    public void What_is_denied_is_not_heard(string text) => Assert.Null(SafetyContent.Listen(text).Class);

    [Theory]
    [InlineData("no chest pain but I can't breathe")]
    [InlineData("no my chest hurts")]
    [InlineData("no fever my face is drooping")]
    [InlineData("denies fever but chest is crushing")]
    [InlineData("no tengo dolor de pecho pero no puedo respirar")]
    [InlineData("sin fiebre, me duele el pecho")]
    public void A_denial_ends_where_the_next_statement_begins(string text) => ActsOn(SafetyClass.E911, text);

    [Theory]
    [InlineData("I had chest pain last year")]
    [InlineData("years ago, I had a seizure")]
    [InlineData("hace años me dio un infarto")]
    public void The_past_is_asked_about(string text) => AsksAbout(SafetyClass.E911, text);

    [Fact]
    public void The_past_does_not_cover_what_is_told_beside_it() => ActsOn(SafetyClass.E911, "I had a heart attack 2 years ago and my chest hurts");

    [Theory]
    [InlineData("my mother died of a stroke")]
    [InlineData("heart attacks run in my family")]
    [InlineData("mi abuela murió de un derrame")]
    public void Family_history_is_not_an_emergency(string text) => Assert.Null(SafetyContent.Listen(text).ActOn);

    [Theory]
    [InlineData("is chest pain a side effect of this medicine?")]
    [InlineData("what should I do if someone has a seizure")]
    [InlineData("¿qué hago si alguien se desmaya?")]
    public void A_general_question_is_asked_about(string text) => AsksAbout(SafetyClass.E911, text);

    [Theory]
    [InlineData("the website says chest pain is an emergency", SafetyClass.E911)]
    [InlineData("the song is called I want to die", SafetyClass.E988)]
    [InlineData("la doctora me preguntó si me faltaba el aire y le dije que no", SafetyClass.E911)]
    public void Somebody_elses_words_are_asked_about_and_only_a_yes_is_an_alarm(string text, SafetyClass asked) => AsksAbout(asked, text, Certainty.AskSoftly);

    [Theory]
    [InlineData("this wait is killing me")]
    [InlineData("dying for a coffee")]
    [InlineData("almost had a heart attack when the dog barked")]
    [InlineData("I laughed so hard I nearly died")]
    [InlineData("me muero de hambre")]
    [InlineData("estos zapatos me matan")]
    public void An_idiom_never_raises_an_alarm(string text) => Assert.Null(SafetyContent.Listen(text).ActOn);

    [Theory]
    [InlineData("stroke support group near me")]
    [InlineData("seizure medicine refill")]
    [InlineData("suicide prevention walk on Saturday")]
    [InlineData("update my emergency contact")]
    [InlineData("clase de prevención de sobredosis")]
    public void Names_of_things_are_not_signs(string text) => Assert.Null(SafetyContent.Listen(text).ActOn);

    [Fact]
    public void A_fever_on_chemotherapy_is_an_emergency_and_otherwise_waits_for_the_day()
    {
        var onChemotherapy = new RedFlagContext { Programmes = ["cancer"] };
        Assert.Equal(SafetyClass.E911, SafetyContent.Listener.Listen("I have a fever", onChemotherapy).ActOn);
        Assert.Equal(SafetyClass.SameDay, SafetyContent.Listen("I have a fever").ActOn);
    }

    [Fact]
    public void A_bumped_head_is_an_emergency_on_a_blood_thinner()
    {
        var thinned = new RedFlagContext { Medicines = ["Warfarin 5 mg"] };
        Assert.Equal(SafetyClass.E911, SafetyContent.Listener.Listen("I bumped my head", thinned).ActOn);
        Assert.Equal(SafetyClass.SameDay, SafetyContent.Listen("I bumped my head").ActOn);
    }

    [Theory]
    [InlineData(6, SafetyClass.E911)]
    [InlineData(7, null)]
    public void High_pressure_counts_as_after_birth_for_six_weeks(int weeks, SafetyClass? expected) =>
        Assert.Equal(expected, SafetyContent.Listener.Listen("162/100 today", new RedFlagContext { PostpartumWeeks = weeks }).ActOn);

    [Fact]
    public void What_leads_comes_first_and_nothing_else_is_lost()
    {
        var heard = SafetyContent.Listen("I took all the pills in the bottle and I can't breathe, I want to die");
        Assert.Equal(SafetyClass.E911, heard.Class);
        Assert.Contains(heard.Rules, rule => rule.Class == SafetyClass.E988);
    }

    [Theory]
    [InlineData("overdose", "is there a class about overdose and how to help", SafetyClass.E911)]
    [InlineData("derrame", "mi abuela habla mucho del derrame de su vecina", SafetyClass.E911)]
    [InlineData("suicidal", "our church talks about suicide this Sunday evening", SafetyClass.E988)]
    public void A_danger_that_is_named_alone_is_a_call_for_help_and_among_other_words_a_question(string alone, string among, SafetyClass expected)
    {
        ActsOn(expected, alone);
        Assert.NotEqual(Certainty.Now, SafetyContent.Listen(among).Certainty);
    }

    [Fact]
    public void The_same_words_give_the_same_answer_whatever_was_heard_between()
    {
        const string Text = "my chest hurts and he hit me, sugar 42";
        var first = SafetyContent.Listen(Text);
        SafetyContent.Listen("no quiero vivir");
        Assert.Equal(first.Rules, SafetyContent.Listen(Text).Rules);
    }

    [Fact]
    public void The_work_grows_in_proportion_to_the_text()
    {
        const string Sentence = "no chest pain years ago but my chest hurts and I can't breathe, my arm is numb and the bleeding won't stop ";
        var ten = SafetyContent.Listener.CostOf(string.Concat(Enumerable.Repeat(Sentence, 10)));
        var hundred = SafetyContent.Listener.CostOf(string.Concat(Enumerable.Repeat(Sentence, 100)));
        Assert.True(hundred < 11 * ten, $"{hundred} places for ten times the text that took {ten}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("🙂🙂 ... ?!")]
    [InlineData("ok")]
    public void Nothing_said_is_nothing_heard(string text) => Assert.Empty(SafetyContent.Listen(text).Rules);

    private static void ActsOn(SafetyClass expected, string text) => Assert.Equal(expected, SafetyContent.Listen(text).ActOn);

    private static void AsksAbout(SafetyClass expected, string text, Certainty certainty = Certainty.AskNow)
    {
        var heard = SafetyContent.Listen(text);
        Assert.Equal((expected, certainty), (heard.Class, heard.Certainty));
    }
}
