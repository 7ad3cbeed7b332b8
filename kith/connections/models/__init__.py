from kith.connections.models.attempt import CodeAttempt
from kith.connections.models.barrier import Barrier
from kith.connections.models.consent import Consent
from kith.connections.models.contact import Contact, FollowUp
from kith.connections.models.keeping import Keeping
from kith.connections.models.notice import Notice
from kith.connections.models.option import Option
from kith.connections.models.referral import Referral, ReferralKey
from kith.connections.models.request import Request, RequestCode

__all__ = [
    "Barrier", "CodeAttempt", "Consent", "Contact", "FollowUp", "Keeping", "Notice", "Option",
    "Referral", "ReferralKey", "Request", "RequestCode",
]  # fmt: skip
