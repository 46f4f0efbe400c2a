namespace CareBot.Care.Assessments;

/// <summary>Compiles the items of a questionnaire, outermost first.</summary>
internal sealed class ItemReader(FhirNode root, string language)
{
    private static readonly Dictionary<string, ItemType> Types = new(StringComparer.Ordinal)
    {
        ["group"] = ItemType.Group,
        ["display"] = ItemType.Display,
        ["boolean"] = ItemType.Boolean,
        ["decimal"] = ItemType.Decimal,
        ["integer"] = ItemType.Integer,
        ["date"] = ItemType.Date,
        ["dateTime"] = ItemType.DateTime,
        ["time"] = ItemType.Time,
        ["string"] = ItemType.String,
        ["text"] = ItemType.Text,
        ["url"] = ItemType.String,
        ["choice"] = ItemType.Choice,
        ["open-choice"] = ItemType.OpenChoice,
        ["quantity"] = ItemType.Quantity,
    };

    private readonly List<QuestionItem> _all = [];
    private readonly HashSet<string> _linkIds = new(StringComparer.Ordinal);

    public IReadOnlyList<QuestionItem> ReadAll()
    {
        foreach (var item in root.List("item"))
        {
            Read(item, null, isHidden: false, inRepeated: false);
        }

        return _all;
    }

    /// <param name="isHidden">A group around it is hidden: what stands in it is not asked either.</param>
    /// <param name="inRepeated">A group around it repeats.</param>
    private QuestionItem Read(FhirNode node, string? parent, bool isHidden, bool inRepeated)
    {
        var linkId = node.Required("linkId", "give every item a name of its own");
        if (!_linkIds.Add(linkId))
        {
            throw node["linkId"].Broken("another item has this linkId already; give one of them another");
        }

        var type = TypeOf(node);
        var at = _all.Count;
        var item = Compile(node, linkId, type, parent);
        item = isHidden ? item with { IsUnasked = true } : item;
        OccurrenceCheck.Check(node, item, inRepeated);
        _all.Add(item);
        var (hides, repeats) = (isHidden || item is { Type: ItemType.Group, IsUnasked: true }, inRepeated || item.IsRepeatedGroup);
        var inner = node.List("item").Select(child => Read(child, linkId, hides, repeats)).ToList();
        OccurrenceCheck.CheckGroup(node, item, _all.Skip(at + 1));
        return _all[at] = item with { Items = inner };
    }

    private static ItemType TypeOf(FhirNode node)
    {
        var type = node.Required("type", $"write one of: {string.Join(", ", Types.Keys)}");
        return Types.TryGetValue(type, out var known) ? known
            : throw node["type"].Broken(type is "attachment" or "reference"
                ? "a chat cannot ask for it; leave the item out or make it a string"
                : $"write one of: {string.Join(", ", Types.Keys)}");
    }

    private QuestionItem Compile(FhirNode node, string linkId, ItemType type, string? parent)
    {
        var text = Words(node, "text", language);
        var calculated = Expression(node, FhirUrls.Calculated);
        var options = type is ItemType.Choice or ItemType.OpenChoice or ItemType.Integer or ItemType.String or ItemType.Date or ItemType.Time ? Options(node) : [];
        var unasked = node.Flag("readOnly") || calculated is not null || node.Extension(FhirUrls.Hidden)?.Flag("valueBoolean") == true || IsScore(node, type, options, text);
        if (!unasked && text is null && type != ItemType.Group)
        {
            throw node["text"].Broken("write the words that are asked");
        }

        if (type == ItemType.Choice && options.Count == 0 && !unasked)
        {
            throw node["answerOption"].Broken("write the answers that are offered: a choice without any cannot be asked");
        }

        return new QuestionItem
        {
            LinkId = linkId,
            Type = type,
            Text = text,
            ShortName = node.Extension(FhirUrls.ShortText) is { } words ? Words(words, "valueString", language) : null,
            Codes = [.. node.List("code").Select(ReadCoding)],
            Required = node.Flag("required"),
            Repeats = node.Flag("repeats"),
            IsUnasked = unasked,
            Options = options,
            EnableWhen = [.. node.List("enableWhen").Select(Condition)],
            EnableAny = node.Text("enableBehavior") switch
            {
                null or "all" => false,
                "any" => true,
                _ => throw node["enableBehavior"].Broken("write \"all\" or \"any\""),
            },
            EnableExpression = Expression(node, FhirUrls.EnableExpression),
            Calculated = calculated,
            Lowest = Bound(node, FhirUrls.MinValue),
            Highest = Bound(node, FhirUrls.MaxValue),
            Earliest = DayBound(node, FhirUrls.MinValue),
            Latest = DayBound(node, FhirUrls.MaxValue),
            MostCharacters = node.Has("maxLength") ? node.Whole("maxLength") : null,
            FewestAnswers = node.Extension(FhirUrls.MinOccurs)?.Whole("valueInteger"),
            MostAnswers = node.Extension(FhirUrls.MaxOccurs)?.Whole("valueInteger"),
            Units = [.. node.Extensions(FhirUrls.UnitOption).Concat(node.Extensions(FhirUrls.Unit)).Select(unit => ReadCoding(unit["valueCoding"]))],
            Initial = [.. node.List("initial").Select(initial => AnswerValueReader.Read(initial, "value") ?? throw initial.Broken("write the value that the item has at first"))],
            IsHelp = node.Extension(FhirUrls.ItemControl)?["valueCodeableConcept"].List("coding").Any(coding => coding.Text("code") == "help") == true,
            Parent = parent,
        };
    }

    /// <summary>A total is worked out, never asked, even where the file does not say how.</summary>
    private static bool IsScore(FhirNode node, ItemType type, IReadOnlyList<ItemOption> options, Wording? text) =>
        type is ItemType.Decimal or ItemType.Integer or ItemType.Quantity && options.Count == 0
        && (node.Extension(FhirUrls.Unit)?["valueCoding"].Text("code") == "{score}" || text?.Text.TrimEnd('.', ' ').EndsWith("score", StringComparison.OrdinalIgnoreCase) == true);

    private List<ItemOption> Options(FhirNode node)
    {
        if (node.Text("answerValueSet") is { } set)
        {
            var listed = set.StartsWith('#') ? root.List("contained").Where(one => one.Text("id") == set[1..]).Select(one => (FhirNode?)one).FirstOrDefault() : null;
            return OfValueSet(listed ?? throw node["answerValueSet"].Broken("put the ValueSet into \"contained\" and name it with #, or list its codes as answerOption"), node);
        }

        return [.. node.List("answerOption").Select(Option)];
    }

    private List<ItemOption> OfValueSet(FhirNode set, FhirNode node)
    {
        var expanded = set["expansion"].List("contains").Select(code => (System: code.Text("system"), Code: code)).ToList();
        var composed = set["compose"].List("include").SelectMany(include => include.List("concept").Select(code => (System: include.Text("system"), Code: code)));
        var codes = expanded.Count > 0 ? expanded : [.. composed];
        if (codes.Count == 0)
        {
            throw node["answerValueSet"].Broken("the contained ValueSet lists no codes; write them under compose/include/concept");
        }

        return [.. codes.Select(one => new ItemOption(
            new AnswerValue.Coded(new Coding(one.System, one.Code.Required("code", "write the code"), one.Code.Text("display"))),
            Words(one.Code, "display", language) ?? new Wording(one.Code.Text("code")!, language),
            Weight(one.Code), Alone: false))];
    }

    private ItemOption Option(FhirNode node)
    {
        var value = AnswerValueReader.Read(node, "value") ?? throw node.Broken("write the answer: valueCoding, valueInteger, valueString, valueDate or valueTime");
        var coding = node["valueCoding"];
        var label = value is AnswerValue.Coded coded
            ? Words(coding, "display", language) ?? new Wording(coded.Coding.Code, language)
            : Words(node, "valueString", language) ?? new Wording(value.Plain, language);
        return new ItemOption(value, label, Weight(node) ?? Weight(coding), node.Extension(FhirUrls.OptionExclusive)?.Flag("valueBoolean") == true, node.Flag("initialSelected"));
    }

    private static EnableWhen Condition(FhirNode node)
    {
        var @operator = node.Required("operator", "write exists, =, !=, >, <, >= or <=");
        if (@operator is not ("exists" or "=" or "!=" or ">" or "<" or ">=" or "<="))
        {
            throw node["operator"].Broken("write exists, =, !=, >, <, >= or <=");
        }

        var value = AnswerValueReader.Read(node, "answer") ?? throw node.Broken("write the answer that is compared with: answerCoding, answerBoolean, answerInteger, ...");
        return @operator == "exists" && value is not AnswerValue.Truth
            ? throw node.Broken("write answerBoolean: exists compares with true or false")
            : new EnableWhen(node.Required("question", "write a linkId"), @operator, value);
    }

    private static decimal? Weight(FhirNode node) =>
        node.Node is null ? null : (node.Extension(FhirUrls.OrdinalValue) ?? node.Extension(FhirUrls.ItemWeight))?.Number("valueDecimal");

    private static decimal? Bound(FhirNode node, string url) => node.Extension(url) is { } bound
        ? bound.Number("valueInteger") ?? bound.Number("valueDecimal") ?? (bound.Has("valueQuantity") ? bound["valueQuantity"].Number("value") : null)
        : null;

    private static DateOnly? DayBound(FhirNode node, string url) => node.Extension(url)?.Text("valueDate") is { } day ? FhirNode.ReadDay(day) : null;

    private static string? Expression(FhirNode node, string url)
    {
        if (node.Extension(url) is not { } extension)
        {
            return null;
        }

        var expression = extension["valueExpression"];
        return expression.Text("language") is null or "text/fhirpath"
            ? expression.Required("expression", "write the FHIRPath")
            : throw expression["language"].Broken("write text/fhirpath: no other language is worked out");
    }

    /// <summary>The words of a member, with the translations that stand beside it.</summary>
    internal static Wording? Words(FhirNode node, string member, string language)
    {
        if (node.Node is null || node.Text(member) is not { } text)
        {
            return null;
        }

        var translations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var translation in node[$"_{member}"].Extensions(FhirUrls.Translation))
        {
            var parts = translation.List("extension").ToList();
            var tag = parts.Select(part => part.Text("url") == "lang" ? part.Text("valueCode") : null).FirstOrDefault(part => part is not null);
            var content = parts.Where(part => part.Text("url") == "content").Select(part => part.Text("valueString") ?? part.Text("valueMarkdown")).FirstOrDefault();
            if (tag is null || content is null)
            {
                throw translation.Broken("write a translation with \"lang\" and \"content\"");
            }

            translations[QuestionnaireReader.Tag(tag)] = content;
        }

        return new Wording(text, language, translations);
    }

    internal static Coding ReadCoding(FhirNode node) =>
        new(node.Text("system"), node.Text("code") ?? node.Text("display") ?? throw node["code"].Broken("write the code"), node.Text("display"));

    internal static Variable ReadVariable(FhirNode extension, string? linkId)
    {
        var expression = extension["valueExpression"];
        return new Variable(expression.Required("name", "write the name of the variable"), expression.Required("expression", "write the FHIRPath"), linkId);
    }

    internal static IEnumerable<Variable> VariablesOf(FhirNode parent) => parent.List("item").SelectMany(item =>
        item.Extensions(FhirUrls.Variable).Select(variable => ReadVariable(variable, item.Text("linkId"))).Concat(VariablesOf(item)));
}
