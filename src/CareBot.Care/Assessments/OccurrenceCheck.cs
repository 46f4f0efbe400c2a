namespace CareBot.Care.Assessments;

/// <summary>Whether the answers that an item wants can be given at all: how many there must and may be, beside what is offered.</summary>
internal static class OccurrenceCheck
{
    /// <param name="inRepeated">A group around it repeats.</param>
    public static void Check(FhirNode node, QuestionItem item, bool inRepeated)
    {
        if (inRepeated && item.Calculated is not null)
        {
            throw node.Extension(FhirUrls.Calculated)!.Value["url"].Broken("a value is worked out once for the whole form, not for each of a group that repeats; put the item outside of the group");
        }

        if (item.MostAnswers == 0)
        {
            throw Place(node, FhirUrls.MaxOccurs).Broken("write at least 1, or take the item out");
        }

        if (item.FewestAnswers > item.MostAnswers)
        {
            throw Place(node, FhirUrls.MinOccurs).Broken($"that is more than the {item.MostAnswers} of questionnaire-maxOccurs; write a number that is not greater");
        }

        if (item.FewestAnswers is not > 1)
        {
            return;
        }

        if (!item.TakesSeveral && item.Type != ItemType.Group)
        {
            throw Place(node, FhirUrls.MinOccurs).Broken("this item is answered once; write 1, or \"repeats\": true where its type can take several answers");
        }

        if (item.Options.Any(option => option.Alone))
        {
            throw Place(node, FhirUrls.MinOccurs).Broken("one of the answers stands alone (questionnaire-optionExclusive) and could never be chosen; write 1, or take that extension out");
        }

        if (item.Type is not (ItemType.OpenChoice or ItemType.Group) && item.Options.Count is > 0 and var offered && offered < item.FewestAnswers)
        {
            throw Place(node, FhirUrls.MinOccurs).Broken($"only {offered} answers are offered; write at most {offered}, or offer more");
        }
    }

    /// <summary>A group that repeats needs something to ask, and names that can be told from those of its several.</summary>
    public static void CheckGroup(FhirNode node, QuestionItem item, IEnumerable<QuestionItem> inside)
    {
        if (!item.IsRepeatedGroup)
        {
            return;
        }

        var all = inside.ToList();
        if (!all.Any(one => one.IsAsked))
        {
            throw node["item"].Broken("write at least one item that a person can answer: the group repeats");
        }

        if (all.Prepend(item).FirstOrDefault(one => one.LinkId.Contains('#')) is { } marked)
        {
            throw node["repeats"].Broken($"the linkId '{marked.LinkId}' has a # in it, which counts the groups; write it without");
        }
    }

    private static FhirNode Place(FhirNode node, string url) => node.Extension(url)!.Value["valueInteger"];
}
