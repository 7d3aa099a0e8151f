package io.muster.demo;

/** A refusal of the demo cloud, with AWS's status and code. */
final class DemoError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    DemoError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static DemoError missingParameter(String name) {
        return new DemoError(400, "MissingParameter", "The request must contain the parameter " + name);
    }

    static DemoError accessDenied(String message) {
        return new DemoError(403, "AccessDenied", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
