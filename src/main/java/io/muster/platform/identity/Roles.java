package io.muster.platform.identity;

import io.muster.platform.Role;

/** The roles by name, for {@code @RolesAllowed}: the least one that a call needs, since each includes those below it. */
public final class Roles {

    /** {@link Role#VIEWER} */
    public static final String VIEWER = "viewer";

    /** {@link Role#OPERATOR} */
    public static final String OPERATOR = "operator";

    /** {@link Role#ADMIN} */
    public static final String ADMIN = "admin";

    private Roles() {}
}
