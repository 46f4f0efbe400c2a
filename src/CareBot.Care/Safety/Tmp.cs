namespace CareBot.Care.Safety;
public sealed class RedFlagListener { public Heard Listen(string text, RedFlagContext c) => text.Contains("chest pain", StringComparison.OrdinalIgnoreCase) || text.Contains("dolor de pecho", StringComparison.OrdinalIgnoreCase) ? new Heard([new HeardRule("tmp", SafetyClass.E911, Certainty.Now)]) : Heard.Nothing; }
