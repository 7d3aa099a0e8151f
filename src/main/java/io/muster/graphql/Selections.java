package io.muster.graphql;

import graphql.execution.CoercedVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.VariableReference;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import io.muster.graphql.endpoint.StorableArguments;
import io.muster.inventory.query.JsonObject;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a valid document selects below a field, as section 6.3.2 of GraphQL's specification (CollectFields) has it. */
final class Selections {

    private final DataFetchingEnvironment environment;
    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;

    Selections(DataFetchingEnvironment environment) {
        this.environment = environment;
        this.schema = environment.getGraphQLSchema();
        this.fragments = environment.getFragmentsByName();
    }

    /** The fields below the one that is fetched. */
    List<Selected> ofRoot() {
        return below(environment.getMergedField().getFields(), (GraphQLObjectType)
                GraphQLTypeUtil.unwrapAll(environment.getFieldDefinition().getType()));
    }

    /** The fields of an object of the type below the fields, in the order of the answer. */
    List<Selected> below(List<Field> parents, String type) {
        return below(parents, schema.getObjectType(type));
    }

    private List<Selected> below(List<Field> parents, GraphQLObjectType type) {
        Map<String, List<Field>> found = new LinkedHashMap<>();
        Set<String> spread = new HashSet<>();
        parents.forEach(parent -> collect(parent.getSelectionSet(), type, found, spread));
        if (found.size() > JsonObject.MOST_MEMBERS) {
            throw new NotCompiled("PostgreSQL builds objects of no more members");
        }
        return found.entrySet().stream()
                .map(entry -> selected(entry.getKey(), entry.getValue(), type))
                .toList();
    }

    private Selected selected(String key, List<Field> mentions, GraphQLObjectType type) {
        Field field = mentions.get(0);
        GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
        return new Selected(
                key,
                field.getName(),
                definition == null || definition.getArguments().isEmpty()
                        ? Map.of()
                        : arguments(definition, field.getArguments()),
                mentions);
    }

    private Map<String, Object> arguments(GraphQLFieldDefinition definition, List<Argument> given) {
        Map<String, Object> arguments = ValuesResolver.getArgumentValues(
                schema.getCodeRegistry(),
                definition.getArguments(),
                given,
                CoercedVariables.of(environment.getVariables()),
                environment.getGraphQlContext(),
                environment.getLocale());
        if (!StorableArguments.areStorable(arguments)) {
            throw new NotCompiled("an argument below is refused");
        }
        return arguments;
    }

    private void collect(
            @Nullable SelectionSet selections,
            GraphQLObjectType type,
            Map<String, List<Field>> found,
            Set<String> spread) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (!isIncluded((DirectivesContainer<?>) selection)) {
                continue;
            }
            if (selection instanceof Field field) {
                found.computeIfAbsent(field.getResultKey(), first -> new ArrayList<>())
                        .add(field);
            } else if (selection instanceof InlineFragment inline) {
                if (applies(inline.getTypeCondition(), type)) {
                    collect(inline.getSelectionSet(), type, found, spread);
                }
            } else if (selection instanceof FragmentSpread of && spread.add(of.getName())) {
                FragmentDefinition fragment = fragments.get(of.getName());
                if (applies(fragment.getTypeCondition(), type)) {
                    collect(fragment.getSelectionSet(), type, found, spread);
                }
            }
        }
    }

    private static boolean applies(@Nullable TypeName condition, GraphQLObjectType type) {
        return condition == null
                || condition.getName().equals(type.getName())
                || type.getInterfaces().stream()
                        .map(GraphQLNamedOutputType.class::cast)
                        .anyMatch(one -> one.getName().equals(condition.getName()));
    }

    private boolean isIncluded(DirectivesContainer<?> selection) {
        for (Directive directive : selection.getDirectives()) {
            boolean wanted = directive.getName().equals("include");
            if ((wanted || directive.getName().equals("skip")) && condition(directive) != wanted) {
                return false;
            }
        }
        return true;
    }

    private boolean condition(Directive directive) {
        Object value = directive.getArgument("if").getValue();
        return value instanceof VariableReference variable
                ? Boolean.TRUE.equals(environment.getVariables().get(variable.getName()))
                : ((BooleanValue) value).isValue();
    }

    /** The names of the types that conditions of fragments below the fields name, however deep. */
    Set<String> conditions(List<Field> parents) {
        Set<String> names = new HashSet<>();
        Set<String> spread = new HashSet<>();
        parents.forEach(parent -> conditions(parent.getSelectionSet(), names, spread));
        return names;
    }

    private void conditions(@Nullable SelectionSet selections, Set<String> names, Set<String> spread) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof InlineFragment inline) {
                if (inline.getTypeCondition() != null) {
                    names.add(inline.getTypeCondition().getName());
                }
                conditions(inline.getSelectionSet(), names, spread);
            } else if (selection instanceof FragmentSpread of && spread.add(of.getName())) {
                FragmentDefinition fragment = fragments.get(of.getName());
                names.add(fragment.getTypeCondition().getName());
                conditions(fragment.getSelectionSet(), names, spread);
            }
        }
    }
}
