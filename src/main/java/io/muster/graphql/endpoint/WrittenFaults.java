package io.muster.graphql.endpoint;

import graphql.execution.TypeFromAST;
import graphql.language.Argument;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.muster.platform.MusterException.Violation;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/** Finds the faults of the values that are written at one place of a document. */
final class WrittenFaults {

    private final GraphQLSchema schema;
    private final SourceLocation place;
    private final List<Violation> found = new ArrayList<>();

    private WrittenFaults(GraphQLSchema schema, SourceLocation place) {
        this.schema = schema;
        this.place = place;
    }

    /** The faults of the argument, or of the declared variable's value by default, that begins there; none where none does. */
    static List<Violation> at(GraphQLSchema schema, Document document, SourceLocation place) {
        WrittenFaults faults = new WrittenFaults(schema, place);
        document.getDefinitions().forEach(faults::lookInto);
        return faults.found;
    }

    private void lookInto(Definition<?> definition) {
        if (definition instanceof OperationDefinition operation) {
            operation.getVariableDefinitions().forEach(this::check);
            directives(operation.getDirectives());
            lookInto(
                    operation.getSelectionSet(),
                    operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION
                            ? schema.getSubscriptionType()
                            : schema.getQueryType());
        } else if (definition instanceof FragmentDefinition fragment) {
            directives(fragment.getDirectives());
            lookInto(fragment.getSelectionSet(), named(fragment.getTypeCondition(), null));
        }
    }

    private void lookInto(@Nullable SelectionSet selected, @Nullable GraphQLType type) {
        if (selected == null) {
            return;
        }
        for (Selection<?> selection : selected.getSelections()) {
            if (selection instanceof Field field) {
                directives(field.getDirectives());
                lookInto(field, type);
            } else if (selection instanceof InlineFragment inline) {
                directives(inline.getDirectives());
                lookInto(inline.getSelectionSet(), named(inline.getTypeCondition(), type));
            }
        }
    }

    private void lookInto(Field field, @Nullable GraphQLType type) {
        GraphQLFieldDefinition definition =
                type instanceof GraphQLFieldsContainer fields ? fields.getFieldDefinition(field.getName()) : null;
        if (definition != null) {
            field.getArguments().forEach(argument -> check(argument, definition.getArgument(argument.getName())));
            lookInto(field.getSelectionSet(), GraphQLTypeUtil.unwrapAll(definition.getType()));
        }
    }

    private void directives(List<Directive> directives) {
        for (Directive directive : directives) {
            GraphQLDirective definition = schema.getDirective(directive.getName());
            if (definition != null) {
                directive
                        .getArguments()
                        .forEach(argument -> check(argument, definition.getArgument(argument.getName())));
            }
        }
    }

    private void check(Argument argument, @Nullable GraphQLArgument definition) {
        if (definition != null && isHere(argument)) {
            found.addAll(InputFaults.ofLiteral(
                    argument.getName(), Literals.value(argument.getValue()), definition.getType()));
        }
    }

    private void check(VariableDefinition declared) {
        GraphQLType type = TypeFromAST.getTypeFromAST(schema, declared.getType());
        if (isHere(declared) && type != null) {
            found.addAll(
                    InputFaults.ofLiteral("$" + declared.getName(), Literals.value(declared.getDefaultValue()), type));
        }
    }

    private @Nullable GraphQLType named(@Nullable TypeName name, @Nullable GraphQLType otherwise) {
        return name == null ? otherwise : schema.getType(name.getName());
    }

    private boolean isHere(Node<?> node) {
        SourceLocation location = node.getSourceLocation();
        return location.getLine() == place.getLine() && location.getColumn() == place.getColumn();
    }
}
