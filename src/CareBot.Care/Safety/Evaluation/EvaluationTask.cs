namespace CareBot.Care.Safety.Evaluation;

/// <summary>What a clinical lead can have measured on messages of their own.</summary>
public enum EvaluationTask
{
    Safety,
    Triage,
    Negation,
}
