using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

/// <summary>What a clinician hears of today, by the rules alone: the boundary from both sides.</summary>
public sealed class SameDayTests
{
    private static readonly RedFlagListener RulesAlone = SafetyContent.WithOpinion(
        """{"version":"1","source":"s","signatory":"n","secondOpinion":{"classes":["E911","none"],"start":[-9,9],"askFrom":99,"sureFrom":99,"weights":{}}}""");

    [Fact]
    public void With_heart_failure_not_right_is_heard_of_today_and_not_right_now_is_no_complaint()
    {
        var heartFailure = RedFlagContext.Unknown with { Programmes = ["heart-failure"] };
        Assert.Equal(SafetyClass.SameDay, SafetyContent.Listener.Listen("I feel not right today", heartFailure).Class);
        Assert.Null(SafetyContent.Listener.Listen("not right now", heartFailure).Class);
    }

    [Theory]
    [InlineData("I gained 3 pounds overnight", "I gained 2 pounds overnight")]
    [InlineData("up 5 pounds this week", "up 4 pounds this week")]
    [InlineData("subí 1.5 kilos de ayer a hoy", "subí 1 kilo de ayer a hoy")]
    [InlineData("my peak flow is 79 percent", "my peak flow is 80 percent")]
    [InlineData("used my puffer 4 times today", "used my puffer 3 times today")]
    [InlineData("usé el inhalador 4 veces hoy", "usé el inhalador 3 veces hoy")]
    [InlineData("no bowel movement in 3 days since the operation", "no bowel movement in 2 days since the operation")]
    [InlineData("my temperature is 100.4", "my temperature is 100.3")]
    [InlineData("temperatura de 38", "temperatura de 37.9")]
    [InlineData("me quedan 2 días de insulina", "me quedan 20 días de insulina")]
    [InlineData("pulso de 110", "pulso de 109")]
    [InlineData("my heart rate is 110", "my heart rate is 109")]
    [InlineData("hr 135 at rest", "my heart rate was 135 on the treadmill")]
    [InlineData("pulso de 139", "pulso 72 y presión 116 sobre 74")]
    public void A_number_counts_from_its_threshold_on(string today, string harmless)
    {
        Assert.Equal(SafetyClass.SameDay, Class(today));
        Assert.Null(Class(harmless));
    }

    [Theory]
    [InlineData("I last peed yesterday", "I last peed an hour ago")]
    [InlineData("no le sale la orina", "le pidieron una muestra de orina")]
    [InlineData("nada se le queda en el estómago", "ya le cae bien la comida")]
    [InlineData("I can't hold anything down", "I can hold food down again")]
    [InlineData("my incision stinks", "my incision is dry and closed")]
    [InlineData("la cicatriz está roja y caliente", "la cicatriz ya cerró")]
    [InlineData("one calf is fatter than the other", "my calf muscle is fine")]
    [InlineData("una pierna está más gorda que la otra", "no tengo hinchada la pierna")]
    [InlineData("slid out of bed", "slept in my bed")]
    [InlineData("me tropecé y me duele la muñeca", "me compré una muñeca")]
    [InlineData("grandpa doesn't recognize us", "grandpa knows us well")]
    [InlineData("mi abuela anda más confundida que antes", "mi abuela vive con la familia")]
    [InlineData("my inhaler broke", "I picked up my inhaler")]
    [InlineData("farmacia no me surtió la warfarina", "recogí mi insulina, alcanza para tres meses")]
    [InlineData("falté el lunes a la máquina del riñón", "voy a la diálisis los lunes")]
    [InlineData("the drain slipped", "the sink drain is fixed")]
    [InlineData("se le zafó la manguerita del drenaje", "el drenaje se lo quitan el lunes")]
    [InlineData("skin is open on her heel", "her skin is dry")]
    [InlineData("tiene la piel abierta en la rabadilla", "tiene la piel seca")]
    [InlineData("my newborn looks yellow", "my baby has yellow poop, is that normal")]
    [InlineData("la piel de mi bebé se ve amarilla", "la caca de mi bebé es amarilla")]
    [InlineData("tengo diarrea desde la quimio", "empiezo la quimio el lunes")]
    [InlineData("le di doble dosis por error", "le di la dosis de la noche")]
    public void A_sign_is_told_from_what_only_sounds_like_it(string today, string harmless)
    {
        Assert.Equal(SafetyClass.SameDay, Class(today));
        Assert.Null(Class(harmless));
    }

    private static SafetyClass? Class(string text) => RulesAlone.Listen(text, RedFlagContext.Unknown).ActOn;
}
