package io.muster.platform;

import java.util.List;
import java.util.stream.Collectors;

/** A refusal or failure that is shown to the caller: its message and fields contain no internals. */
public final class MusterException extends RuntimeException {

    /** One input that was refused: its name as the caller wrote it, and its fault. */
    public record Violation(String field, String message) {}

    private static final int IN_MESSAGE = 10;
    private static final int MOST = 100;

    private final ErrorCode code;
    private final transient List<Violation> violations;

    public MusterException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    public MusterException(ErrorCode code, String message, List<Violation> violations) {
        super(message);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    /** A bad request that names the one field at fault. */
    public static MusterException badField(String field, String message) {
        return badFields(List.of(new Violation(field, message)));
    }

    /** A bad request that names every field at fault: the first ten in its message, the first hundred as its violations. */
    public static MusterException badFields(List<Violation> violations) {
        String named = violations.stream()
                .limit(IN_MESSAGE)
                .map(violation -> violation.field() + ": " + violation.message())
                .collect(Collectors.joining("; "));
        int more = violations.size() - IN_MESSAGE;
        return new MusterException(
                ErrorCode.BAD_REQUEST,
                more > 0 ? named + "; and " + more + " more" : named,
                violations.subList(0, Math.min(violations.size(), MOST)));
    }

    /** Throws a bad request where there is a violation. */
    public static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw badFields(violations);
        }
    }

    public static MusterException notFound(String what) {
        return new MusterException(ErrorCode.NOT_FOUND, what + " was not found");
    }

    public ErrorCode code() {
        return code;
    }

    /** The inputs at fault, empty when the refusal is not about a single input. */
    public List<Violation> violations() {
        return violations;
    }
}
