package io.muster.access;

import io.muster.platform.Role;
import jakarta.annotation.Nullable;

/** Everybody who may knock, with the status of their refusal, if they are refused whatever they call. */
enum Who {
    NOBODY(null, 401),
    SOMEBODY_WITH_AN_EXPIRED_TOKEN(null, 401),
    SOMEBODY_OF_ANOTHER_AUDIENCE(null, 401),
    SOMEBODY_WITHOUT_A_ROLE(null, 403),
    VIEWER(Role.VIEWER, null),
    OPERATOR(Role.OPERATOR, null),
    ADMIN(Role.ADMIN, null),
    ADMIN_OF_ANOTHER_ACCOUNT(Role.ADMIN, null);

    /** The one account of {@link #ADMIN_OF_ANOTHER_ACCOUNT}; nothing is known of it. */
    static final String ANOTHER_ACCOUNT = "444444444444";

    private final Role role;
    private final Integer refusal;

    Who(@Nullable Role role, @Nullable Integer refusal) {
        this.role = role;
        this.refusal = refusal;
    }

    /** The refusal of whatever they call; null for those that are let in. */
    @Nullable
    Integer refusal() {
        return refusal;
    }

    boolean may(Role needed) {
        return role != null && role.includes(needed);
    }

    @Nullable
    String authorization() {
        String token = switch (this) {
            case NOBODY -> null;
            case SOMEBODY_WITH_AN_EXPIRED_TOKEN -> Tokens.expired("admin");
            case SOMEBODY_OF_ANOTHER_AUDIENCE -> Tokens.ofAnotherAudience("admin");
            case SOMEBODY_WITHOUT_A_ROLE -> Tokens.withoutRole();
            case VIEWER -> Tokens.of("viewer");
            case OPERATOR -> Tokens.of("operator");
            case ADMIN -> Tokens.of("admin");
            case ADMIN_OF_ANOTHER_ACCOUNT -> Tokens.of("admin", ANOTHER_ACCOUNT);
        };
        return token == null ? null : "Bearer " + token;
    }
}
