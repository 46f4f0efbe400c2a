namespace CareBot.Care.Safety;
public sealed class RedFlagLexicon { public static RedFlagLexicon Load(string d) => new(); }
public sealed class RedFlagListener(RedFlagLexicon l) { public Heard Listen(string text, RedFlagContext c) => text.Contains("chest pain", StringComparison.OrdinalIgnoreCase) || text.Contains("dolor de pecho", StringComparison.OrdinalIgnoreCase) ? new Heard([new HeardRule("tmp", SafetyClass.E911, Certainty.Now)]) : Heard.Nothing; public string X => l.ToString()!; }
