using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareBot.Care.Assessments;
using CareBot.Care.Content;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Serialization;
using Hl7.FhirPath;
using Model = Hl7.Fhir.Model;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>
/// Works out the FHIRPath of a questionnaire over its answers with Firely's engine. That engine costs seconds to load, so it is met only
/// by questionnaires that have expressions of their own: those that ship are counted by their interpretation.
/// </summary>
public sealed partial class FhirPathReader
{
    private const int LongestReason = 160;

    private static readonly ConditionalWeakTable<Questionnaire, FhirPathReader> Readers = [];

    private readonly Questionnaire _questionnaire;
    private readonly FhirPathCompiler _compiler = new();
    private readonly Dictionary<string, CompiledExpression> _compiled = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Model.PocoNode _model;

    private FhirPathReader(Questionnaire questionnaire)
    {
        _questionnaire = questionnaire;
        _model = Node(FhirJsonDeserializer.OSTRICH.DeserializeResource(questionnaire.Source.ToJsonString()));
    }

    public static FhirPathReader For(Questionnaire questionnaire) => Readers.GetValue(questionnaire, one => new FhirPathReader(one));

    /// <summary>It asks or counts by FHIRPath.</summary>
    public static bool IsNeeded(Questionnaire questionnaire) => questionnaire.All.Any(item => item.EnableExpression is not null || item.Calculated is not null);

    /// <exception cref="ContentException">An expression cannot be worked out.</exception>
    public static void Check(Questionnaire questionnaire, string file)
    {
        if (!IsNeeded(questionnaire))
        {
            return;
        }

        var reader = For(questionnaire);
        var nothing = new Dictionary<string, ItemAnswer>();
        foreach (var item in questionnaire.All)
        {
            foreach (var expression in new[] { item.Calculated, item.EnableExpression }.OfType<string>())
            {
                reader.Check(expression, item.LinkId, file, nothing);
            }
        }
    }

    /// <summary>Whether an item is asked.</summary>
    public bool IsTrue(string expression, string linkId, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        lock (_gate)
        {
            return Evaluate(expression, linkId, Context(answers)) is [{ Poco: Model.FhirBoolean { Value: true } }] or [{ Poco: Model.PrimitiveType { JsonValue: true } }];
        }
    }

    /// <summary>The values of the items that are worked out.</summary>
    public IReadOnlyDictionary<string, AnswerValue> Computed(IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        lock (_gate)
        {
            var context = Context(answers, out var computed);
            return context is null ? new Dictionary<string, AnswerValue>() : computed;
        }
    }

    private void Check(string expression, string linkId, string file, Dictionary<string, ItemAnswer> nothing)
    {
        try
        {
            Evaluate(expression, linkId, Context(nothing));
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new ContentException(file, $"item {linkId}", $"has a FHIRPath expression that cannot be worked out ({Reason(fault)}); correct it, or take the extension out");
        }
    }

    /// <summary>What the engine says of the expression, on one line: it speaks of the file, no answer is in it yet.</summary>
    private static string Reason(Exception fault)
    {
        var line = fault.Message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }

    private FhirEvaluationContext Context(IReadOnlyDictionary<string, ItemAnswer> answers) => Context(answers, out _)!;

    /// <summary>The form as it stands, with its variables; what is worked out stands in it for what comes after.</summary>
    private FhirEvaluationContext? Context(IReadOnlyDictionary<string, ItemAnswer> answers, out Dictionary<string, AnswerValue> computed)
    {
        computed = new Dictionary<string, AnswerValue>(StringComparer.Ordinal);
        var context = Fresh(answers, computed);
        foreach (var item in _questionnaire.All.Where(item => item.Calculated is not null))
        {
            if (Value(item, Evaluate(item.Calculated!, item.LinkId, context)) is { } value)
            {
                computed[item.LinkId] = value;
                context = Fresh(answers, computed);
            }
        }

        return context;
    }

    private FhirEvaluationContext Fresh(IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyDictionary<string, AnswerValue> computed)
    {
        var form = Node(FhirJsonDeserializer.OSTRICH.DeserializeResource(Form(answers, computed).ToJsonString()));
        var context = new FhirEvaluationContext { Resource = form, RootResource = form };
        context.Environment["resource"] = [form];
        context.Environment["questionnaire"] = [_model];
        context.Environment["patient"] = [Node(new Model.Patient())];
        foreach (var variable in _questionnaire.Variables)
        {
            context.Environment[variable.Name] = Evaluate(variable.Expression, variable.LinkId ?? "", context);
        }

        return context;
    }

    private JsonObject Form(IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyDictionary<string, AnswerValue> computed)
    {
        var form = new JsonObject { ["resourceType"] = "QuestionnaireResponse", ["status"] = "in-progress" };
        if (QuestionnaireResponseWriter.Items(_questionnaire.Outermost(answers), answers, computed, _questionnaire.Title.Language, weighed: true) is { Count: > 0 } items)
        {
            form["item"] = items;
        }

        return form;
    }

    private List<Model.PocoNode> Evaluate(string expression, string linkId, FhirEvaluationContext context)
    {
        if (!_compiled.TryGetValue(expression, out var compiled))
        {
            compiled = _compiled[expression] = _compiler.Compile(Typed().Replace(expression, "value"));
        }

        _ = linkId;
        return [.. compiled([context.Resource!], context)];
    }

    private static AnswerValue? Value(QuestionItem item, List<Model.PocoNode> result) => result is not [{ Poco: { } poco }] ? null : poco switch
    {
        Model.Coding { Code: { } code } coding => new AnswerValue.Coded(new Assessments.Coding(coding.System, code, coding.Display)),
        Model.PrimitiveType { JsonValue: bool truth } => new AnswerValue.Truth(truth),
        Model.PrimitiveType { JsonValue: string words } when item.Type is ItemType.String or ItemType.Text => new AnswerValue.Words(words),
        Model.PrimitiveType { JsonValue: IConvertible number } when decimal.TryParse(number.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) => new AnswerValue.Number(amount),
        _ => null,
    };

    private static Model.PocoNode Node(Model.Base poco) => new(poco, null, null, poco.TypeName);

    // Makers write the JSON name where FHIRPath wants the element's: answer.valueCoding is answer.value, and a decimal needs no toInteger().
    [GeneratedRegex(@"\bvalueDecimal\.toInteger\(\)|\bvalue(?:Coding|Decimal|Integer|Boolean|String|Quantity|DateTime|Date|Time)\b")]
    private static partial Regex Typed();
}
