package io.muster.rule.own;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeHelpers;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the expressions of one rule: CEL with its standard functions, its extension of strings, and {@code within(address,
 * network)}. Variables are {@code resource}, of the rule's kind, and {@code now}. The cost of each evaluation is bounded.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">Language definition of CEL</a>
 */
final class Expressions {

    static final String RESOURCE = "resource";
    static final String NOW = "now";

    /** The most characters of an expression. */
    static final int LONGEST = 10_000;

    /** The most steps of all loops of an evaluation together. */
    static final int MOST_STEPS = 100_000;

    private static final int DEEPEST = 50;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_STEPS)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelStandardFunctions WITHOUT_MATCHES = CelStandardFunctions.newBuilder()
            .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
            .build();

    private static final String TOO_MANY_REPETITIONS =
            " repeats too much: written out, its repetitions have more than " + RepeatedPattern.MOST + " characters";

    private static final Pattern UNDEFINED = Pattern.compile("undefined field '(\\w+)'");

    private final ResourceKind kind;
    private final CelCompiler compiler;
    private final CelRuntime runtime;

    @SuppressWarnings("Immutable") // the networks do not change, but cannot say so to CEL's checker
    Expressions(ResourceKind kind, Networks networks) {
        this.kind = kind;
        this.compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setTypeProvider(KindTypes.PROVIDER)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings())
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "within",
                        CelOverloadDecl.newGlobalOverload(
                                "within_address_network", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
                .addVar(RESOURCE, KindTypes.of(kind))
                .addVar(NOW, SimpleType.TIMESTAMP)
                .build();
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(WITHOUT_MATCHES)
                .addLibraries(CelExtensions.strings())
                .addFunctionBindings(
                        CelFunctionBinding.from("within_address_network", String.class, String.class, networks::holds),
                        CelFunctionBinding.from("matches", String.class, String.class, Expressions::matches),
                        CelFunctionBinding.from("matches_string", String.class, String.class, Expressions::matches))
                .build();
    }

    private static boolean matches(String text, String pattern) {
        if (!RepeatedPattern.isBounded(pattern)) {
            throw new IllegalArgumentException(Texts.quoted(pattern) + TOO_MANY_REPETITIONS);
        }
        return RuntimeHelpers.matches(text, pattern, OPTIONS);
    }

    /**
     * The expression in a node's text.
     *
     * @param type the type that it must have; null for any
     * @throws RefusedRule with the line of the file where the fault is
     */
    Expression compile(Yaml node, @Nullable CelType type) {
        return compile(node, node.text(), node.textLine(), type);
    }

    /** As {@link #compile(Yaml, CelType)}, of a part of the node's text. */
    Expression compile(Yaml node, String text, int line, @Nullable CelType type) {
        CelValidationResult result = compiler.compile(text);
        if (result.hasError()) {
            CelIssue first = result.getErrors().get(0);
            int below = Math.max(0, first.getSourceLocation().getLine() - 1);
            throw node.refused(line + below, reason(first.getMessage()) + place(first, text));
        }
        try {
            Expression expression = new Expression(text, kind, result.getAst(), runtime.createProgram(result.getAst()));
            check(node, line, expression, type);
            return expression;
        } catch (CelValidationException | CelEvaluationException unfit) {
            throw node.refused(line, unfit.getMessage());
        }
    }

    private static void check(Yaml node, int line, Expression expression, @Nullable CelType type) {
        if (type != null && !type.equals(expression.type()) && !SimpleType.DYN.equals(expression.type())) {
            throw node.refused(
                    line, "the expression is of type " + expression.type().name() + ", and must be " + type.name());
        }
        if (!expression.isBounded()) {
            throw node.refused(
                    line,
                    "the expression may come to a value of more than " + ValueSize.MOST
                            + " characters: replace, join and add less");
        }
        expression
                .patterns()
                .filter(pattern -> !RepeatedPattern.isBounded(pattern))
                .findFirst()
                .ifPresent(pattern -> {
                    throw node.refused(line, Texts.quoted(pattern) + TOO_MANY_REPETITIONS);
                });
        expression.unknownConstant().ifPresent(fault -> {
            throw node.refused(line, fault);
        });
    }

    private String reason(String message) {
        Matcher undefined = UNDEFINED.matcher(message);
        Set<String> known = KindTypes.of(kind).fieldNames();
        return undefined.find() ? message + Nearest.suggestion(undefined.group(1), known) : message;
    }

    private static String place(CelIssue issue, String text) {
        int column = issue.getSourceLocation().getColumn();
        return column < 0 ? "" : " (column " + (column + 1) + " of " + text.strip() + ")";
    }
}
