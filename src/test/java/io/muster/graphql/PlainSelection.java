package io.muster.graphql;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document selects, by graphql-java's syntax trees alone. */
final class PlainSelection {

    private static final FragmentDefinition NAMED = Parser.parse(AnyDocument.FRAGMENT)
            .getFirstDefinitionOfType(FragmentDefinition.class)
            .orElseThrow();

    private PlainSelection() {}

    /** @param names of the object's type and its interfaces */
    static Map<String, List<Field>> fields(List<Field> parents, List<String> names) {
        Map<String, List<Field>> found = new LinkedHashMap<>();
        parents.forEach(parent -> collect(parent.getSelectionSet(), names, found));
        return found;
    }

    private static void collect(SelectionSet set, List<String> names, Map<String, List<Field>> found) {
        for (Selection<?> selection : set.getSelections()) {
            if (!included((DirectivesContainer<?>) selection)) {
                continue;
            }
            if (selection instanceof Field field) {
                found.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment inline) {
                spread(inline.getTypeCondition(), inline.getSelectionSet(), names, found);
            } else {
                spread(NAMED.getTypeCondition(), NAMED.getSelectionSet(), names, found);
            }
        }
    }

    private static void spread(
            TypeName condition, SelectionSet set, List<String> names, Map<String, List<Field>> found) {
        if (condition == null || names.contains(condition.getName())) {
            collect(set, names, found);
        }
    }

    /** Of the documents' two variables, {@code yes} is true. */
    private static boolean included(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            VariableReference variable =
                    (VariableReference) directive.getArgument("if").getValue();
            if (variable.getName().equals("yes") != directive.getName().equals("include")) {
                return false;
            }
        }
        return true;
    }

    /** Maps, lists, texts, integers and truth values. */
    static Map<String, Object> arguments(Field field) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Argument argument : field.getArguments()) {
            arguments.put(argument.getName(), plain(argument.getValue()));
        }
        return arguments;
    }

    private static Object plain(Value<?> value) {
        if (value instanceof ObjectValue object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.getObjectFields().forEach(member -> members.put(member.getName(), plain(member.getValue())));
            return members;
        }
        if (value instanceof ArrayValue array) {
            return array.getValues().stream().map(PlainSelection::plain).toList();
        }
        if (value instanceof StringValue text) {
            return text.getValue();
        }
        if (value instanceof EnumValue constant) {
            return constant.getName();
        }
        return value instanceof IntValue number ? number.getValue().intValue() : ((BooleanValue) value).isValue();
    }
}
