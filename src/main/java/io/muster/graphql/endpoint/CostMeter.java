package io.muster.graphql.endpoint;

import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Measures one operation before anything of it is validated or executed: selections that do not fit the schema are
 * counted as well. It takes as many steps as the document has fields, independent of the size of its unfolded fragments.
 */
final class CostMeter {

    private static final String PAGE_SIZE = "first";

    /** Far more than any limit of fields: the limit protects the stack of the code that walks over the document. */
    private static final int DEEPEST_SELECTION = 200;

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final int assumedListSize;
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Map<String, Object> variables;
    private final Map<SpreadAt, Cost> spreads = new HashMap<>();
    private final Set<String> entered = new HashSet<>();
    private @Nullable GraphQLType root;
    private int nested;
    private boolean leftOut;
    private @Nullable Integer otherSize;

    CostMeter(
            GraphQLSchema schema,
            Map<String, FragmentDefinition> fragments,
            int assumedListSize,
            Map<String, Object> variables) {
        this.schema = schema;
        this.fragments = fragments;
        this.assumedListSize = assumedListSize;
        this.variables = variables;
    }

    /**
     * A fragment where it is spread: the same one costs the same on a page of the same size.
     *
     * @param leftOut whether it is in a selection that the answer leaves out, so that its sizes of pages do not matter
     */
    private record SpreadAt(String fragment, long pageSize, boolean leftOut) {}

    /** Fails where fragments lead back to themselves, or selections are nested deeper than any limit allows. */
    Cost measure(OperationDefinition operation) {
        operation.getVariableDefinitions().forEach(variable -> {
            if (variable.getDefaultValue() != null) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        });
        root = switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
        return of(operation.getSelectionSet(), root, 1);
    }

    private Cost of(@Nullable SelectionSet selections, @Nullable GraphQLType type, long pageSize) {
        if (selections == null) {
            return Cost.NONE;
        }
        if (++nested > DEEPEST_SELECTION) {
            throw new MusterException(
                    ErrorCode.QUERY_TOO_DEEP,
                    "More than " + DEEPEST_SELECTION + " selections are nested in each other");
        }
        Cost cost = Cost.NONE;
        for (Selection<?> selection : selections.getSelections()) {
            cost = cost.plus(of(selection, type, pageSize));
        }
        nested--;
        return cost;
    }

    private Cost of(Selection<?> selection, @Nullable GraphQLType type, long pageSize) {
        boolean outer = leftOut;
        leftOut |= isLeftOut(selection);
        Cost cost = measured(selection, type, pageSize);
        leftOut = outer;
        return cost;
    }

    /** By {@code @skip} or {@code @include}: such a selection is counted, but not executed. */
    private boolean isLeftOut(Selection<?> selection) {
        return selection instanceof DirectivesContainer<?> marked
                && marked.getDirectives().stream().anyMatch(this::leavesOut);
    }

    private boolean leavesOut(Directive directive) {
        Argument condition = directive.getArgument("if");
        return condition != null
                && switch (directive.getName()) {
                    case "skip" -> is(true, condition);
                    case "include" -> is(false, condition);
                    default -> false;
                };
    }

    private boolean is(boolean wanted, Argument condition) {
        Object given = value(condition.getValue());
        return given instanceof BooleanValue literal
                ? literal.isValue() == wanted
                : Boolean.valueOf(wanted).equals(given);
    }

    private Cost measured(Selection<?> selection, @Nullable GraphQLType type, long pageSize) {
        if (selection instanceof Field field) {
            return of(field, type, pageSize);
        }
        if (selection instanceof InlineFragment inline) {
            return of(inline.getSelectionSet(), narrowed(inline.getTypeCondition(), type), pageSize);
        }
        return of((FragmentSpread) selection, pageSize);
    }

    private Cost of(FragmentSpread spread, long pageSize) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        SpreadAt key = new SpreadAt(spread.getName(), pageSize, leftOut);
        if (fragment == null || spreads.containsKey(key)) {
            return spreads.getOrDefault(key, Cost.NONE);
        }
        if (!entered.add(spread.getName())) {
            throw new MusterException(
                    ErrorCode.BAD_REQUEST, "The fragment " + spread.getName() + " leads back to itself");
        }
        Cost cost = of(fragment.getSelectionSet(), narrowed(fragment.getTypeCondition(), null), pageSize);
        entered.remove(spread.getName());
        spreads.put(key, cost);
        return cost;
    }

    private Cost of(Field field, @Nullable GraphQLType parent, long pageSize) {
        if (field.getName().equals("__schema") || field.getName().equals("__type")) {
            // how deep it may go, graphql-java has limits of its own for
            return new Cost(of(field.getSelectionSet(), null, pageSize).complexity(), 0).below();
        }
        GraphQLFieldDefinition definition =
                parent instanceof GraphQLFieldsContainer fields ? fields.getFieldDefinition(field.getName()) : null;
        if (definition == null) {
            return of(field.getSelectionSet(), null, pageSize).below();
        }
        GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
        if (!(type instanceof GraphQLCompositeType)) {
            return name(type).equals("JSON") ? new Cost(assumedListSize, 1) : Cost.NONE.below();
        }
        long inside = isConnection(type) ? pageSize(field, definition, parent) : pageSize;
        return of(field.getSelectionSet(), type, inside)
                .times(entries(field, definition, parent, pageSize))
                .below();
    }

    /** How many entries the field's list may have; one where it is none. */
    private long entries(Field field, GraphQLFieldDefinition definition, GraphQLType parent, long pageSize) {
        if (!GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()))) {
            return 1;
        }
        if (definition.getArgument(PAGE_SIZE) != null) {
            return given(field, definition, parent).orElse(assumedListSize);
        }
        return isConnection(parent) ? pageSize : assumedListSize;
    }

    private long pageSize(Field field, GraphQLFieldDefinition definition, GraphQLType parent) {
        return given(field, definition, parent).orElse(PageRequest.USUAL);
    }

    /** The size that the field asks for, or that it has without being asked; empty where there is neither. */
    private OptionalLong given(Field field, GraphQLFieldDefinition definition, GraphQLType parent) {
        GraphQLArgument declared = definition.getArgument(PAGE_SIZE);
        Object given = field.getArguments().stream()
                .filter(argument -> argument.getName().equals(PAGE_SIZE))
                .findFirst()
                .map(Argument::getValue)
                .map(this::value)
                .orElse(null);
        if (given == null && declared != null) {
            given = declared.getArgumentDefaultValue().getValue();
        }
        return given == null ? OptionalLong.empty() : OptionalLong.of(bounded(given, parent != root && !leftOut));
    }

    /** The literal, or the value of the variable. */
    private @Nullable Object value(Value<?> value) {
        Object given = value instanceof VariableReference variable ? variable(variable.getName()) : value;
        return given instanceof NullValue ? null : given;
    }

    private @Nullable Object variable(String name) {
        return variables.containsKey(name) ? variables.get(name) : defaults.get(name);
    }

    /** Other sizes of pages are refused later: they are taken as the largest, and noted where that is asked. */
    private long bounded(Object size, boolean noted) {
        BigInteger number = BigInteger.valueOf(PageRequest.LARGEST);
        if (size instanceof IntValue literal) {
            number = literal.getValue();
        } else if (size instanceof Number value) {
            number = BigInteger.valueOf(value.longValue());
        }
        boolean fits = number.signum() > 0 && number.compareTo(BigInteger.valueOf(PageRequest.LARGEST)) <= 0;
        if (!fits && noted && number.bitLength() < Integer.SIZE) {
            otherSize = number.intValueExact();
        }
        return fits ? number.longValueExact() : PageRequest.LARGEST;
    }

    /**
     * Refuses a size that pages do not have, of a list below a root field: each parent would refuse it for itself, with an error of its
     * own. Root fields refuse it in their own places, also those of fragments; selections that the answer leaves out are not asked for it.
     */
    void checkPagesBelow() {
        if (otherSize != null) {
            PageRequest.of(otherSize, null);
        }
    }

    private @Nullable GraphQLType narrowed(@Nullable TypeName condition, @Nullable GraphQLType type) {
        return condition == null ? type : schema.getType(condition.getName());
    }

    private static boolean isConnection(GraphQLType type) {
        return name(type).endsWith("Connection");
    }

    private static String name(GraphQLType type) {
        return type instanceof GraphQLNamedType named ? named.getName() : GraphQLTypeUtil.simplePrint(type);
    }
}
