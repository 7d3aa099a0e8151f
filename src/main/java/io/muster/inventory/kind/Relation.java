package io.muster.inventory.kind;

/** How one resource points to another. */
@Described("How one resource points to another.")
public enum Relation {
    IN_VPC,
    IN_SUBNET,
    USES_SECURITY_GROUP,
    REFERENCES_SECURITY_GROUP,
    ATTACHED_TO,
    USES_IMAGE,
    SNAPSHOT_OF,
    ENCRYPTED_WITH,
    HAS_PROFILE,
    HAS_ROLE,
    HAS_POLICY,
    BOUNDED_BY,
    ROUTES_TO,
    ASSOCIATED_WITH,
    PEERED_WITH,
    TARGETS,
    LAUNCHED_FROM,
    LOGS,
    PROTECTS
}
