"""The minutes of a meeting: the sealed editions, how far their life has come, and who signed them where and when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from beirat.rules.minutes import MinutesState, Signer, Signing
from beirat.tables.base import BodyRow, Line, Shape, Text, Versioned, belongs_to, one_of, within_body


class MinutesSignature(Shape):
    """The chair confirms the bytes that were shown: the SHA-256 of the internal edition."""

    version: int = Field(ge=1)
    internal_sha256: Line = Field(min_length=64, max_length=64)


class MinutesStepTaken(Shape):
    """A step in the life of the minutes; ``version`` is the minutes'."""

    version: int = Field(ge=1)


class ItemRemark(Shape):
    """What the chair wants to be different under one item; without an item, in the whole."""

    item_id: UUID | None = None
    text: Text = Field(default="", max_length=2000)


class MinutesReturn(MinutesStepTaken):
    """The chair gives the minutes back, with at least one remark."""

    remarks: list[ItemRemark] = Field(min_length=1, max_length=200)


class SignatureEntry(Shape):
    """One signature as it stands on the sheet."""

    signer: Signer
    name: Line = Field(min_length=2, max_length=200)
    place: Line = Field(min_length=2, max_length=100)
    signed_on: date


class PaperSignatures(MinutesStepTaken):
    """The printed sheet came back signed: who signed where and when. ``internal_sha256`` is what was printed."""

    internal_sha256: Line = Field(min_length=64, max_length=64)
    signatures: list[SignatureEntry] = Field(min_length=1, max_length=4)


class MinutesDistribution(MinutesStepTaken):
    """The members get the minutes: by mail whoever has an address, by letter the others, on this day."""

    distributed_on: date


class MinutesApproval(MinutesStepTaken):
    """A later meeting approved the minutes under this item; without a resolution nobody spoke against them."""

    item_id: UUID
    resolution_id: UUID | None = None


class PublicRelease(MinutesStepTaken):
    """A second person lets out the public edition that was shown."""

    public_sha256: Line = Field(min_length=64, max_length=64)


class Minutes(BodyRow, Versioned, table=True):
    """The minutes (Niederschrift) of one meeting. Signed bytes are never rendered again."""

    __table_args__ = (
        within_body(),
        belongs_to("meeting"),
        belongs_to("attachment", "internal_id"),
        belongs_to("attachment", "public_id"),
        belongs_to("attachment", "prepared_id"),
        belongs_to("attachment", "scan_id"),
        belongs_to("agenda_item", "approval_item_id"),
        belongs_to("resolution", "approval_resolution_id"),
        UniqueConstraint("body_id", "meeting_id"),
    )
    meeting_id: UUID
    state: MinutesState = Field(default=MinutesState.DRAFT, sa_type=one_of(MinutesState, "minutes_state"))
    needs_approval: bool = Field(default=True, description="by the rules on the day of the meeting")
    before_approval: bool = Field(default=False, description="the rules allow results in public before the approval")
    internal_id: UUID | None = None
    facts_hash: str = Field(default="", max_length=64, description="of the facts that the internal edition says")
    handed_at: datetime | None = None
    given_back_at: datetime | None = None
    accepted_at: datetime | None = None
    signing: Signing | None = Field(default=None, sa_type=one_of(Signing, "signing"))
    signed_at: datetime | None = None
    signed_on: date | None = Field(default=None, description="the last signature on the sheet")
    signed_by: UUID | None = Field(default=None, foreign_key="account.id")
    scan_id: UUID | None = None
    distributed_on: date | None = None
    objections_until: date | None = Field(default=None, description="by the rules on the day of dispatch")
    approved_on: date | None = None
    approval_item_id: UUID | None = None
    approval_resolution_id: UUID | None = None
    archived_at: datetime | None = None
    public_id: UUID | None = None
    prepared_id: UUID | None = Field(default=None, description="the public edition that waits for a second person")
    prepared_at: datetime | None = None
    prepared_by: UUID | None = Field(default=None, foreign_key="account.id")
    published_at: datetime | None = None
    published_by: UUID | None = Field(default=None, foreign_key="account.id")


class MinutesRemark(BodyRow, table=True):
    """What the chair wanted to be different when the minutes were given back."""

    __tablename__ = "minutes_remark"
    __table_args__ = (belongs_to("minutes"), belongs_to("agenda_item", "item_id"))
    minutes_id: UUID = Field(index=True)
    item_id: UUID | None = None
    text: str = Field(max_length=2000)
    given_at: datetime


class MinutesSigner(BodyRow, table=True):
    """One signature on the sheet: who, where, when."""

    __tablename__ = "minutes_signer"
    __table_args__ = (belongs_to("minutes"), UniqueConstraint("body_id", "minutes_id", "signer"))
    minutes_id: UUID
    signer: Signer = Field(sa_type=one_of(Signer, "signer"))
    name: str = Field(max_length=200)
    place: str = Field(max_length=100)
    signed_on: date
